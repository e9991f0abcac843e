package dev.trueup.simulator.sandbox;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxNotice;
import dev.trueup.channels.sandbox.SandboxNoticeSigner;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.Saying;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.plan.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sandbox channel's callbacks, honest and otherwise. What was tampered with carries the signature of what it was
 * before; what is forged carries a stranger's.
 */
final class SandboxComposer {
    private static final String SIGNATURE = "webhook-signature";

    private final SandboxNoticeSigner channel;
    private final SandboxNoticeSigner stranger;

    SandboxComposer(SandboxCredentials credentials) {
        this.channel = new SandboxNoticeSigner(credentials);
        this.stranger = new SandboxNoticeSigner(new SandboxCredentials(
                credentials.merchantId(), "stranger", strangersSecret(credentials), credentials.baseUrl()));
    }

    Callback compose(Order order, Notice notice, Instant signedAt) {
        Saying sent = Saying.sent(order, notice);
        Saying signed = Saying.signed(order, notice);
        byte[] body = channel.body(body(order, notice, sent));
        SandboxNoticeSigner signer = notice.fault() == Fault.FORGED ? stranger : channel;
        Map<String, String> headers = new LinkedHashMap<>(signer.headers(
                notice.noticeId(), signedAt, signed.equals(sent) ? body : channel.body(body(order, notice, signed))));
        if (notice.fault() == Fault.TAMPERED_SIGNATURE) {
            headers.computeIfPresent(SIGNATURE, (name, signature) -> otherwise(signature));
        }
        return new Callback(headers, body);
    }

    /** The headers that the channel would send with a body that somebody else wrote. */
    Map<String, String> sign(byte[] body, Instant signedAt) {
        return channel.headers("msg_" + HexFormat.of().formatHex(sha256(body)).substring(0, 24), signedAt, body);
    }

    private static SandboxNotice body(Order order, Notice notice, Saying saying) {
        return new SandboxNotice(
                type(saying.what()),
                notice.madeAt(),
                new SandboxNotice.Data(
                        order.merchantId(),
                        saying.orderNo(),
                        order.reference(),
                        notice.transactionId(),
                        saying.amount(),
                        order.currency(),
                        notice.occurredAt(),
                        notice.refundNo()));
    }

    private static SandboxNotice.Type type(What what) {
        return switch (what) {
            case PAYMENT_SUCCEEDED -> SandboxNotice.Type.PAYMENT_SUCCEEDED;
            case PAYMENT_FAILED -> SandboxNotice.Type.PAYMENT_FAILED;
            case PAYMENT_CLOSED -> SandboxNotice.Type.PAYMENT_CLOSED;
            case REFUND_SUCCEEDED -> SandboxNotice.Type.REFUND_SUCCEEDED;
            case REFUND_FAILED -> SandboxNotice.Type.REFUND_FAILED;
            case CHARGE_DISPUTED -> throw new IllegalArgumentException("the sandbox channel tells of no disputes");
        };
    }

    /** The same signature with its first character after {@code v1,} replaced. */
    private static String otherwise(String signature) {
        int first = signature.indexOf(',') + 1;
        return signature.substring(0, first) + Saying.otherwise(signature.substring(first));
    }

    private static String strangersSecret(SandboxCredentials credentials) {
        byte[] key = sha256(("a stranger to " + credentials.webhookSecret()).getBytes(StandardCharsets.UTF_8));
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
