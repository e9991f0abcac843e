package dev.trueup.channels.wechatpay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The channel's side of a notice: writes its body, with what it is about encrypted by the merchant's APIv3 key. */
public final class NoticeSealer {
    private final ResourceCipher cipher;

    /** Seals for the merchant with this key, 32 bytes. */
    public NoticeSealer(String apiV3Key) {
        this.cipher = new ResourceCipher(List.of(apiV3Key.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A notice of a payment, {@code TRANSACTION.SUCCESS}.
     *
     * @param id the same for every repetition
     * @param nonce 12 ASCII characters; never twice for different contents under one key
     */
    public byte[] sealed(String id, Instant at, String nonce, WechatPayTransaction transaction) {
        return sealed(id, at, nonce, WechatPayNotice.TRANSACTION + "SUCCESS", "transaction", "支付成功", transaction);
    }

    /** A notice of a refund, {@code REFUND.SUCCESS}, {@code .CLOSED} or {@code .ABNORMAL} as its status says. */
    public byte[] sealed(String id, Instant at, String nonce, WechatPayRefund refund) {
        String summary = switch (refund.refundStatus()) {
            case "SUCCESS" -> "退款成功";
            case "CLOSED" -> "退款关闭";
            case null, default -> "退款异常";
        };
        return sealed(id, at, nonce, WechatPayNotice.REFUND + refund.refundStatus(), "refund", summary, refund);
    }

    private byte[] sealed(
            String id, Instant at, String nonce, String eventType, String originalType, String summary, Object about) {
        String ciphertext = cipher.encrypt(WechatPayJson.MAPPER.writeValueAsBytes(about), nonce, originalType);
        return WechatPayJson.MAPPER.writeValueAsBytes(new WechatPayNotice(
                id,
                WechatPayTime.text(at),
                "encrypt-resource",
                eventType,
                summary,
                new WechatPayNotice.Resource(originalType, ResourceCipher.ALGORITHM, ciphertext, originalType, nonce)));
    }
}
