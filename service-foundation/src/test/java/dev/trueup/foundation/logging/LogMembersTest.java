package dev.trueup.foundation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonWriter;

class LogMembersTest {
    private static final JsonWriter<ILoggingEvent> LINE = JsonWriter.of(members -> {
        members.add("message", ILoggingEvent::getFormattedMessage);
        new LogMembers().customize(members);
    });

    private static String line(String message, Object... arguments) {
        LoggerContext context = new LoggerContext();
        return LINE.writeToString(
                new LoggingEvent("", context.getLogger("test"), Level.INFO, message, null, arguments));
    }

    @Test
    void theOrderThatALineIsAboutHasAFieldOfItsOwn() {
        assertThat(line("order {}: no answer", "dcs01kavj5xh2n3p4q5r6s7t8v9wa"))
                .contains("\"orderNo\":\"dcs01kavj5xh2n3p4q5r6s7t8v9wa\"");
        assertThat(line("started in {} s", 3)).doesNotContain("orderNo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nTOPSECRET\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nTOPSECRET cut off",
                "whsec_TOPSECRETtopsecret",
                "key sk_live_TOPSECRET123",
                "client secret pi_3Q_secret_TOPSECRET",
                "Authorization: Bearer TOPSECRET.topsecret",
                "mongodb://user:TOPSECRET@mongo:27017/orders",
                "{\"apiV3Key\":\"TOPSECRET\",\"mchid\":\"1900000001\"}",
                "apiKey=TOPSECRET, channel=sandbox",
                "password: TOPSECRET"
            })
    void whatLooksLikeASecretIsMasked(String text) {
        assertThat(line("failed: {}", text)).contains("***").doesNotContain("TOPSECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order dcs01kavj5xh2n3p4q5r6s7t8v9wa: channel refuses the query: SYSTEM_ERROR",
                "no answer within 5000 ms",
                "http://localhost:1235/callbacks"
            })
    void whatIsNoneIsLeft(String text) {
        assertThat(Secrets.masked(text)).isEqualTo(text);
    }
}
