package dev.trueup.channels.stripe;

import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code Stripe-Signature: t=<seconds>,v1=<hex>,…}: HMAC-SHA256 over {@code t.body}, on the bytes as received. While a
 * secret is rolled there is one {@code v1} a secret; other schemes beside it are not looked at.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Verify manually</a>
 */
final class StripeSignature {
    static final String HEADER = "stripe-signature";

    /**
     * How far the signed timestamp may be from the clock: Stripe's libraries hold the past to it, and nothing honest is
     * signed further ahead either.
     */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** More parts than any rolling of secrets needs. */
    private static final int MOST_PARTS = 32;

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

    private final List<SecretKeySpec> keys;

    /** Believes each of {@code secrets}; the whole text with its {@code whsec_} is the key. */
    StripeSignature(List<String> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                .toList();
    }

    Verification verify(ReceivedCallback callback, Instant now) {
        List<String> headers = callback.header(HEADER);
        if (headers.size() != 1) {
            return new Verification.Rejected(Reason.MALFORMED_HEADERS);
        }
        String[] parts = headers.getFirst().split(",", MOST_PARTS + 1);
        List<String> timestamps = values(parts, "t=");
        List<String> signatures = values(parts, "v1=");
        if (parts.length > MOST_PARTS
                || timestamps.size() != 1
                || !SECONDS.matcher(timestamps.getFirst()).matches()
                || signatures.isEmpty()) {
            return new Verification.Rejected(Reason.MALFORMED_HEADERS);
        }
        String timestamp = timestamps.getFirst();
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (distance.compareTo(TOLERANCE) > 0) {
            return new Verification.Rejected(Reason.STALE);
        }
        return keys.stream()
                        .map(key -> sign(key, timestamp, callback.body()))
                        .anyMatch(expected -> signatures.stream().anyMatch(signature -> agree(expected, signature)))
                ? new Verification.Verified()
                : new Verification.Rejected(Reason.BAD_SIGNATURE);
    }

    private static List<String> values(String[] parts, String prefix) {
        List<String> values = new ArrayList<>();
        for (String part : parts) {
            if (part.startsWith(prefix)) {
                values.add(part.substring(prefix.length()));
            }
        }
        return values;
    }

    /** Compares the text and not the decoded bytes: only one writing of the digits is right. */
    private static boolean agree(String expected, String signature) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** The header's value for {@code body}, with a signature by each key. */
    String header(Instant signedAt, byte[] body) {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        StringBuilder header = new StringBuilder("t=").append(timestamp);
        keys.forEach(key -> header.append(",v1=").append(sign(key, timestamp, body)));
        return header.toString();
    }

    private static String sign(SecretKeySpec key, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
