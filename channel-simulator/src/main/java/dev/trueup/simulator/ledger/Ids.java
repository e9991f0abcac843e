package dev.trueup.simulator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The channel's own numbers. They follow from the order number, so doing a thing twice by accident names it once. */
final class Ids {
    private static final int LENGTH = 24;
    private static final String TRANSACTION = "tx";

    private Ids() {}

    /** The number of the order's first, second, … charge, up to nine; at most 32 characters for an order's 29. */
    static String transaction(String orderNo, int charge) {
        return TRANSACTION + charge + orderNo;
    }

    /** The number of the order that a charge of this number would be of; null where it can be none's. */
    static @Nullable String orderOf(String transactionId) {
        int from = TRANSACTION.length() + 1;
        return transactionId.startsWith(TRANSACTION) && transactionId.length() > from
                ? transactionId.substring(from)
                : null;
    }

    /** The number of one notice about the order. */
    static String notice(String orderNo, String what) {
        return "msg_" + hash(orderNo + "/notice/" + what);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
