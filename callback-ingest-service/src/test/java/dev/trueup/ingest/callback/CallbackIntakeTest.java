package dev.trueup.ingest.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.sandbox.SandboxCallbacks;
import dev.trueup.ingest.SandboxChannel;
import dev.trueup.ingest.SandboxChannel.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallbackIntakeTest {
    private final CallbackProtocol sandbox = new SandboxCallbacks(SandboxChannel.credentials());
    private final List<String> kept = new ArrayList<>();
    private final List<Reason> rejected = new ArrayList<>();
    private boolean kafkaIsThere = true;
    private final CallbackIntake intake = new CallbackIntake(
            (callback, orderNo, within) -> {
                kept.add(String.valueOf(orderNo));
                return kafkaIsThere;
            },
            (callback, reason, protocol) -> rejected.add(reason));

    @Test
    void keepsWhatTheChannelSignedUnderItsOrderNumber() {
        assertThat(take(SandboxChannel.paid("dcs1"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(kept).containsExactly("dcs1");
        assertThat(rejected).isEmpty();
    }

    @Test
    void whatIsNotKeptIsToComeAgain() {
        kafkaIsThere = false;
        assertThat(take(SandboxChannel.paid("dcs1"))).isEqualTo(Verdict.COME_AGAIN);
        assertThat(take(SandboxChannel.signed("nonsense"))).isEqualTo(Verdict.COME_AGAIN);
    }

    @Test
    void acknowledgesWhatIsAboutNoPaymentWithoutKeepingIt() {
        assertThat(take(SandboxChannel.signed("{\"type\":\"shop.opened\"}"))).isEqualTo(Verdict.IRRELEVANT);
        assertThat(kept).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense
            ``
            {}
            {"type":"payment.succeeded"}
            {"type":"payment.succeeded","timestamp":"2026-11-24T16:00:00Z","data":{"merchantId":"m-1","orderNo":"a b"}}
            """)
    void keepsWhatTheChannelSignedButCannotBeRead(String body) {
        assertThat(take(SandboxChannel.signed(body))).isEqualTo(Verdict.UNREADABLE);
        assertThat(kept).containsExactly("null");
    }

    @Test
    void keepsNothingThatIsStaleForgedOrWithoutASignature() {
        Signed paid = SandboxChannel.paid("dcs1");
        Signed old = SandboxChannel.signed(paid.body(), Instant.now().minus(Duration.ofMinutes(6)));
        Signed changed = new Signed(paid.headers(), "{}".getBytes(UTF_8));
        Signed bare = new Signed(Map.of(), paid.body());

        assertThat(take(old)).isEqualTo(Verdict.STALE);
        assertThat(take(changed)).isEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(take(bare)).isEqualTo(Verdict.MALFORMED_HEADERS);

        assertThat(kept).isEmpty();
        assertThat(rejected).containsExactly(Reason.STALE, Reason.BAD_SIGNATURE, Reason.MALFORMED_HEADERS);
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdictHasItsAnswer(Verdict verdict) {
        int status = switch (verdict) {
            case ACCEPTED, IRRELEVANT, UNREADABLE -> 204;
            case STALE, BAD_SIGNATURE, MALFORMED_HEADERS, OTHER_MERCHANT -> 400;
            case TOO_LARGE -> 413;
            case COME_AGAIN -> 503;
        };
        assertThat(verdict.answer(sandbox).status()).isEqualTo(status);
    }

    @Property
    void twoCallbacksAreOneEventOnlyIfChannelAndBodyAreTheSame(
            @ForAll("channels") String channel,
            @ForAll("channels") String otherChannel,
            @ForAll byte[] body,
            @ForAll byte[] otherBody) {
        boolean same = channel.equals(otherChannel) && Arrays.equals(body, otherBody);
        assertThat(event(channel, body)
                        .id()
                        .equals(event(otherChannel, otherBody).id()))
                .isEqualTo(same);
        assertThat(event(channel, body).id())
                .isEqualTo(event(channel, body).id())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void whereTheBodyStartsIsUnmistakable() {
        assertThat(event("ali", "pay{}".getBytes(UTF_8)).id())
                .isNotEqualTo(event("alipay", "{}".getBytes(UTF_8)).id());
    }

    @Provide
    Arbitrary<String> channels() {
        return Arbitraries.of("sandbox", "alipay", "wechat-pay", "stripe");
    }

    private static IncomingCallback event(String channel, byte[] body) {
        return new IncomingCallback(channel, "", new ReceivedCallback(Map.of(), body), Instant.EPOCH);
    }

    private Verdict take(Signed signed) {
        Map<String, List<String>> headers = new HashMap<>();
        signed.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return intake.take(
                sandbox,
                new IncomingCallback(
                        "sandbox", "application/json", new ReceivedCallback(headers, signed.body()), Instant.now()),
                Duration.ofSeconds(1));
    }
}
