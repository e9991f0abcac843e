package dev.trueup.simulator.stripe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stripe's ids. They carry the order number, so that an object is found by its id without an index: a PaymentIntent is
 * {@code pi_<charge><order>}, its charge {@code ch_<charge><order>}, a refund {@code re_<charge><order>_<hash of its
 * number>}. An order is charged a second time by another PaymentIntent, as at Stripe, where one is charged once.
 */
final class StripeIds {
    private static final Pattern INTENT =
            Pattern.compile("pi_([1-9])(?:n([A-Za-z0-9]{1,64})|h((?:[0-9a-f]{2}){1,100}))");
    private static final Pattern REFUND =
            Pattern.compile("re_([1-9])(?:n([A-Za-z0-9]{1,64})|h((?:[0-9a-f]{2}){1,100}))_([0-9a-f]{16})");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final int HASH_DIGITS = 16;

    private StripeIds() {}

    /**
     * What a PaymentIntent's id says.
     *
     * @param charge 1 for the PaymentIntent of the order, 2 for that of its second charge
     */
    record Intent(String orderNo, int charge) {}

    /** What a refund's id says. */
    record Refunded(Intent intent, String hash) {}

    static String intent(String orderNo, int charge) {
        return "pi_" + tail(orderNo, charge);
    }

    /** The id of the charge that made {@code intentId} succeed. */
    static String charge(String intentId) {
        return "ch_" + intentId.substring(3);
    }

    static String refund(String intentId, String refundNo) {
        return "re_" + intentId.substring(3) + "_" + hash(refundNo);
    }

    static String dispute(String intentId) {
        return "du_" + intentId.substring(3);
    }

    /** Numbers an order's charges by their PaymentIntents. What is only pretended is pretended of the order's own. */
    static String numbered(String orderNo, int charge) {
        return intent(orderNo, Math.max(1, charge));
    }

    private static String tail(String orderNo, int charge) {
        boolean plain = PLAIN.matcher(orderNo).matches();
        return charge
                + (plain ? "n" + orderNo : "h" + HexFormat.of().formatHex(orderNo.getBytes(StandardCharsets.UTF_8)));
    }

    static Optional<Intent> readIntent(String id) {
        Matcher matcher = INTENT.matcher(id);
        return matcher.matches() ? Optional.of(intent(matcher)) : Optional.empty();
    }

    static Optional<Refunded> readRefund(String id) {
        Matcher matcher = REFUND.matcher(id);
        return matcher.matches() ? Optional.of(new Refunded(intent(matcher), matcher.group(4))) : Optional.empty();
    }

    private static Intent intent(Matcher matcher) {
        String orderNo = matcher.group(2) != null
                ? matcher.group(2)
                : new String(HexFormat.of().parseHex(matcher.group(3)), StandardCharsets.UTF_8);
        return new Intent(orderNo, Integer.parseInt(matcher.group(1)));
    }

    /** The same text has the same hash. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
