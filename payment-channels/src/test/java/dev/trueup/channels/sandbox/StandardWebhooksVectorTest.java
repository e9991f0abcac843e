package dev.trueup.channels.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vector in the tests of Standard Webhooks' own libraries. */
class StandardWebhooksVectorTest {
    @Test
    void agrees() {
        WebhookSignature signature =
                new WebhookSignature(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        ReceivedCallback callback = new ReceivedCallback(
                Map.of(
                        "webhook-id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                        "webhook-timestamp", List.of("1614265330"),
                        "webhook-signature", List.of("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")),
                "{\"test\": 2432232314}".getBytes(UTF_8));
        assertThat(signature.verify(callback, Instant.ofEpochSecond(1614265330)))
                .isEqualTo(new Verification.Verified());
    }
}
