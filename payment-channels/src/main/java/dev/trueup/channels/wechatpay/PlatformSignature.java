package dev.trueup.channels.wechatpay;

import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.rsa.RsaSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay signs, notices and answers alike: {@code timestamp\nnonce\nbody\n}, on the bytes as received, by one of
 * the platform's keys.
 */
final class PlatformSignature {
    static final String SERIAL = "Wechatpay-Serial";
    static final String SIGNATURE = "Wechatpay-Signature";
    static final String TIMESTAMP = "Wechatpay-Timestamp";
    static final String NONCE = "Wechatpay-Nonce";
    static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

    /** All of them, in lower case. */
    static final Set<String> HEADERS = Set.of(
            "wechatpay-serial",
            "wechatpay-signature",
            "wechatpay-timestamp",
            "wechatpay-nonce",
            "wechatpay-signature-type");

    /** The only one there is for RSA; it may go unsaid. */
    static final String TYPE = "WECHATPAY2-SHA256-RSA2048";

    /** Begins a signature that is wrong on purpose: WeChat Pay probes now and then whether merchants verify. */
    static final String PROBE = "WECHATPAY/SIGNTEST/";

    /** How far the signed timestamp may be from the clock, either way. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,128}");

    private final Map<String, PublicKey> keys;

    PlatformSignature(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Whether one of the platform's keys signed these bytes not long ago.
     *
     * @param headers all values of a header by its name
     */
    Verification verify(Function<String, List<String>> headers, byte[] body, Instant now) {
        String serial = only(headers, SERIAL);
        String signature = only(headers, SIGNATURE);
        String timestamp = only(headers, TIMESTAMP);
        String nonce = only(headers, NONCE);
        List<String> types = headers.apply(SIGNATURE_TYPE);
        if (serial == null
                || signature == null
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()
                || nonce == null
                || !VISIBLE.matcher(nonce).matches()
                || !(types.isEmpty() || types.equals(List.of(TYPE)))) {
            return new Verification.Rejected(Reason.MALFORMED_HEADERS);
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
            return new Verification.Rejected(Reason.STALE);
        }
        PublicKey key = keys.get(serial);
        boolean agrees = key != null
                && !signature.startsWith(PROBE)
                && RsaSignature.agrees(List.of(key), signed(timestamp, nonce, body), signature);
        return agrees ? new Verification.Verified() : new Verification.Rejected(Reason.BAD_SIGNATURE);
    }

    private static @Nullable String only(Function<String, List<String>> headers, String name) {
        List<String> values = headers.apply(name);
        return values.size() == 1 ? values.getFirst() : null;
    }

    /** The bytes that the signature is over. */
    static byte[] signed(String timestamp, String nonce, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 64);
        bytes.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
