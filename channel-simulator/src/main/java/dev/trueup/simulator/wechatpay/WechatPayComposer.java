package dev.trueup.simulator.wechatpay;

import dev.trueup.channels.wechatpay.NoticeSealer;
import dev.trueup.channels.wechatpay.PlatformSigner;
import dev.trueup.channels.wechatpay.WechatPayTransaction;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.Saying;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.plan.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * WeChat Pay's notices, honest and otherwise: what was tampered with carries the signature of what it was before; what is
 * forged is encrypted and signed by a stranger's keys, under the id of the platform's.
 */
final class WechatPayComposer {
    private static final String SIGNATURE = "Wechatpay-Signature";
    private static final int SEAL_NONCE = 12;
    private static final int SIGNATURE_NONCE = 32;

    private final WechatPayViews views;
    private final NoticeSealer channel;
    private final NoticeSealer stranger;

    /** Seals by the merchant's APIv3 key. */
    WechatPayComposer(WechatPayViews views, String apiV3Key) {
        this.views = views;
        this.channel = new NoticeSealer(apiV3Key);
        this.stranger = new NoticeSealer(hash("a stranger to " + apiV3Key).substring(0, apiV3Key.length()));
    }

    Callback compose(Order order, Notice notice, Instant signedAt, PlatformSigner platform, PlatformSigner other) {
        Saying sent = Saying.sent(order, notice);
        Saying signed = Saying.signed(order, notice);
        boolean forged = notice.fault() == Fault.FORGED;
        byte[] body = body(order, notice, sent, forged ? stranger : channel);
        byte[] before = signed.equals(sent) ? body : body(order, notice, signed, channel);
        String nonce = hash(notice.noticeId() + signedAt).substring(0, SIGNATURE_NONCE);
        Map<String, String> headers = new LinkedHashMap<>(
                notice.fault() == Fault.SIGNATURE_PROBE
                        ? platform.probe(signedAt, nonce, before)
                        : (forged ? other : platform).headers(signedAt, nonce, before));
        if (notice.fault() == Fault.TAMPERED_SIGNATURE) {
            headers.computeIfPresent(SIGNATURE, (name, signature) -> Saying.otherwise(signature));
        }
        headers.put("Content-Type", "application/json");
        return new Callback(headers, body);
    }

    private byte[] body(Order order, Notice notice, Saying saying, NoticeSealer sealer) {
        String nonce = hash(notice.noticeId() + saying).substring(0, SEAL_NONCE);
        return switch (saying.what()) {
            case PAYMENT_SUCCEEDED, PAYMENT_FAILED, PAYMENT_CLOSED ->
                sealer.sealed(notice.noticeId(), notice.madeAt(), nonce, transaction(order, notice, saying));
            case REFUND_SUCCEEDED, REFUND_FAILED ->
                sealer.sealed(
                        notice.noticeId(),
                        notice.madeAt(),
                        nonce,
                        WechatPayViews.notice(
                                order,
                                saying.orderNo(),
                                Objects.requireNonNull(notice.transactionId(), "a refund is of a charge"),
                                Objects.requireNonNull(notice.refundNo(), "a refund has a number"),
                                saying.amount(),
                                saying.what() == Notice.What.REFUND_SUCCEEDED,
                                notice.occurredAt()));
            case CHARGE_DISPUTED -> throw new IllegalArgumentException("WeChat Pay tells of no disputes");
        };
    }

    /** Only successes are ever told; anything else is what somebody made of one. */
    private WechatPayTransaction transaction(Order order, Notice notice, Saying saying) {
        String state = saying.what() == Notice.What.PAYMENT_SUCCEEDED ? "SUCCESS" : "PAYERROR";
        return views.transaction(
                order.numbered(saying.orderNo()), state, notice.transactionId(), saying.amount(), notice.occurredAt());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
