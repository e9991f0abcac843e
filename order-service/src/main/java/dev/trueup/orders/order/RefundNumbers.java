package dev.trueup.orders.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The numbers under which refunds are requested at the channel. At some channels one number is one refund over all
 * orders, so each begins with its order's; none is longer than 64 characters, which is what the channels take.
 */
public final class RefundNumbers {
    /** What a merchant's own number of a refund may have, in characters. */
    public static final int LONGEST_OF_MERCHANT = 31;

    /** Ours have 29; an order that was registered may have up to 64. */
    private static final int LONGEST_PREFIX = 32;

    /** Hexadecimal digits that tell one order's charges apart. */
    private static final int CHARGE_DIGITS = 16;

    private RefundNumbers() {}

    /**
     * The number under which the charge is given back without anybody asking: the same whenever and wherever it is
     * decided, so that the channel sees one refund, however often it is requested.
     */
    public static String automatic(String orderNo, String transactionId) {
        return prefix(orderNo) + "-" + digest(transactionId).substring(0, CHARGE_DIGITS);
    }

    /** The number of a refund that the merchant asked for and numbered himself. */
    public static String ofMerchant(String orderNo, String merchantsNumber) {
        return prefix(orderNo) + "-" + merchantsNumber;
    }

    private static String prefix(String orderNo) {
        return orderNo.length() <= LONGEST_PREFIX ? orderNo : digest(orderNo).substring(0, LONGEST_PREFIX);
    }

    private static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
