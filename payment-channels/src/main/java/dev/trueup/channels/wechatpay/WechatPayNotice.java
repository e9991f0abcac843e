package dev.trueup.channels.wechatpay;

import org.jspecify.annotations.Nullable;

/**
 * The body of a notice.
 *
 * @param id the same for every repetition
 * @param eventType {@code TRANSACTION.SUCCESS}, {@code REFUND.SUCCESS}, …
 */
public record WechatPayNotice(
        String id,
        @Nullable String createTime,
        @Nullable String resourceType,
        String eventType,
        @Nullable String summary,
        Resource resource) {
    static final String TRANSACTION = "TRANSACTION.";
    static final String REFUND = "REFUND.";

    /** What it is about, encrypted. */
    public record Resource(
            @Nullable String originalType,
            String algorithm,
            String ciphertext,
            @Nullable String associatedData,
            String nonce) {}
}
