package dev.trueup.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.Tampering.What;
import dev.trueup.channels.alipay.AlipayTampering;
import dev.trueup.channels.sandbox.SandboxTampering;
import dev.trueup.channels.stripe.StripeTampering;
import dev.trueup.channels.wechatpay.WechatPayTampering;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What comes of a callback in which one thing is changed: by the channel itself, rightly signed (left of the slash), or by
 * somebody on the way (right of it). Nothing that is changed on the way is ever believed. {@code told}: it says something
 * else, which the rules of the order judge; {@code same}: it says the same; a reason why it is refused; {@code -}: the
 * channel has no such thing.
 */
class TamperingMatrixTest {
    private static final String MATRIX = """
            changed              | sandbox                   | wechat-pay                | alipay                    | stripe
            amount               | told / signature          | told / signature          | told / signature          | told / signature
            currency             | told / signature          | told / signature          | told / signature          | told / signature
            order number         | told / signature          | told / signature          | told / signature          | told / signature
            status               | told / signature          | told / signature          | told / signature          | unreadable / signature
            merchant             | told / signature          | told / signature          | merchant / signature      | told / signature
            transaction          | told / signature          | told / signature          | told / signature          | told / signature
            timestamp            | stale / signature         | stale / signature         | same / signature          | stale / signature
            nonce                | same / signature          | same / signature          | same / signature          | same / signature
            signature            | - / signature             | signature / signature     | - / signature             | - / signature
            key id               | - / -                     | same / signature          | - / -                     | - / -
            algorithm            | - / signature             | unreadable / malformed    | - / malformed             | - / malformed
            duplicate parameters | unreadable / signature    | unreadable / signature    | - / malformed             | unreadable / signature
            charset              | signature / signature     | same / signature          | same / signature          | same / signature
            trailing bytes       | unreadable / signature    | unreadable / signature    | - / malformed             | unreadable / signature
            """;

    private static final Map<String, Tampering> CHANNELS = channels();

    private static Map<String, Tampering> channels() {
        Map<String, Tampering> channels = new LinkedHashMap<>();
        channels.put("sandbox", new SandboxTampering());
        channels.put("wechat-pay", new WechatPayTampering());
        channels.put("alipay", new AlipayTampering());
        channels.put("stripe", new StripeTampering());
        return channels;
    }

    @Test
    void everyChangeOfEveryChannel() {
        StringBuilder matrix = new StringBuilder("%-20s".formatted("changed"));
        CHANNELS.keySet().forEach(channel -> matrix.append(" | %-25s".formatted(channel)));
        for (What what : What.values()) {
            matrix.append(
                    "\n%-20s".formatted(what.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
            CHANNELS.values()
                    .forEach(channel -> matrix.append(" | %-25s"
                            .formatted(
                                    word(channel, channel.before(what)) + " / " + word(channel, channel.after(what)))));
        }
        assertThat(matrix.toString().lines().map(String::stripTrailing).toList())
                .isEqualTo(MATRIX.lines().toList());
    }

    @Test
    void whatIsNotChangedIsBelieved() {
        CHANNELS.values()
                .forEach(channel ->
                        assertThat(word(channel, Optional.of(channel.right()))).isEqualTo("same"));
    }

    private static String word(Tampering channel, Optional<ReceivedCallback> callback) {
        return callback.map(one -> word(channel, one)).orElse("-");
    }

    private static String word(Tampering channel, ReceivedCallback callback) {
        CallbackProtocol protocol = channel.protocol();
        return switch (protocol.verify(callback, channel.now())) {
            case Verification.Rejected(CallbackProtocol.Reason reason) ->
                switch (reason) {
                    case MALFORMED_HEADERS -> "malformed";
                    case STALE -> "stale";
                    case BAD_SIGNATURE -> "signature";
                    case OTHER_MERCHANT -> "merchant";
                };
            case Verification.Verified verified ->
                switch (protocol.read(callback.body())) {
                    case Reading.Told told ->
                        told.equals(protocol.read(channel.right().body())) ? "same" : "told";
                    case Reading.OfCharge ofCharge -> "of a charge";
                    case Reading.Irrelevant irrelevant -> "irrelevant";
                    case Reading.Unreadable unreadable -> "unreadable";
                };
        };
    }
}
