package dev.trueup.channels.sandbox;

import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies what Standard Webhooks 1.0.0 signs: HMAC-SHA256 over {@code id.timestamp.body}, on the bytes as received.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
final class WebhookSignature {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    /** How far the signed timestamp may be from the clock, either way. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** More signatures than any rotation of keys needs; what is beyond is not looked at. */
    private static final int MOST_SIGNATURES = 16;

    /** Without a full stop, which would let what is signed be split in another place: the specification warns of it. */
    private static final Pattern IDENTIFIER = Pattern.compile("[^.]{1,256}");

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");
    private static final String VERSION = "v1,";

    private final SecretKeySpec key;

    WebhookSignature(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    Verification verify(ReceivedCallback callback, Instant now) {
        String id = only(callback, ID);
        String timestamp = only(callback, TIMESTAMP);
        String signatures = only(callback, SIGNATURE);
        if (id == null
                || !IDENTIFIER.matcher(id).matches()
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()
                || signatures == null) {
            return new Verification.Rejected(Reason.MALFORMED_HEADERS);
        }
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (distance.compareTo(TOLERANCE) > 0) {
            return new Verification.Rejected(Reason.STALE);
        }
        byte[] expected = expected(id, timestamp, callback.body());
        return Arrays.stream(signatures.split(" ", MOST_SIGNATURES + 1))
                        .limit(MOST_SIGNATURES)
                        .anyMatch(signature -> agrees(expected, signature))
                ? new Verification.Verified()
                : new Verification.Rejected(Reason.BAD_SIGNATURE);
    }

    private static @Nullable String only(ReceivedCallback callback, String header) {
        List<String> values = callback.header(header);
        return values.size() == 1 ? values.getFirst() : null;
    }

    private byte[] expected(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Compares the text and not the decoded bytes: several base64 texts decode to the same bytes, only one is right. */
    private static boolean agrees(byte[] expected, String signature) {
        return signature.startsWith(VERSION)
                && MessageDigest.isEqual(
                        Base64.getEncoder().encode(expected),
                        signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8));
    }
}
