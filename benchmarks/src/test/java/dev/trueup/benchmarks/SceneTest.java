package dev.trueup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Verification;
import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured is a callback that is believed and read, not a refusal. */
class SceneTest {
    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "wechat-pay", "alipay", "stripe"})
    void theCallbackIsBelievedAndReadBothWays(String channel) throws GeneralSecurityException {
        Scene scene = Scene.of(channel);
        assertThat(scene.protocol().verify(scene.callback(), Scene.NOW)).isEqualTo(new Verification.Verified());
        assertThat(scene.protocol().read(scene.callback().body())).isInstanceOf(Reading.Told.class);
        assertThat(scene.bare().toString()).contains(Scene.ORDER_NO);
    }
}
