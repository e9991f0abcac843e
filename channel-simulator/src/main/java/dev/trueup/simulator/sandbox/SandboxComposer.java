package dev.trueup.simulator.sandbox;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxNotice;
import dev.trueup.channels.sandbox.SandboxNoticeSigner;
import dev.trueup.simulator.channel.Callback;
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
        byte[] sent = channel.body(body(order, notice, order.orderNo(), notice.what(), notice.amount()));
        SandboxNoticeSigner signer = notice.fault() == Fault.FORGED ? stranger : channel;
        Map<String, String> headers =
                new LinkedHashMap<>(signer.headers(notice.noticeId(), signedAt, signed(order, notice, sent)));
        if (notice.fault() == Fault.TAMPERED_SIGNATURE) {
            headers.computeIfPresent(SIGNATURE, (name, signature) -> otherwise(signature));
        }
        return new Callback(headers, sent);
    }

    /** The headers that the channel would send with a body that somebody else wrote. */
    Map<String, String> sign(byte[] body, Instant signedAt) {
        return channel.headers("msg_" + HexFormat.of().formatHex(sha256(body)).substring(0, 24), signedAt, body);
    }

    private byte[] signed(Order order, Notice notice, byte[] sent) {
        Fault fault = notice.fault();
        if (fault == Fault.TAMPERED_AMOUNT) {
            return channel.body(body(order, notice, order.orderNo(), notice.what(), order.amount()));
        }
        if (fault == Fault.TAMPERED_ORDER_NO) {
            return channel.body(body(order, notice, neighbour(order.orderNo()), notice.what(), notice.amount()));
        }
        if (fault == Fault.TAMPERED_STATUS) {
            What opposite = notice.what() == What.PAYMENT_SUCCEEDED ? What.PAYMENT_FAILED : What.PAYMENT_SUCCEEDED;
            return channel.body(body(order, notice, order.orderNo(), opposite, notice.amount()));
        }
        return sent;
    }

    private static SandboxNotice body(Order order, Notice notice, String orderNo, What what, long amount) {
        return new SandboxNotice(
                type(what),
                notice.madeAt(),
                new SandboxNotice.Data(
                        order.merchantId(),
                        orderNo,
                        order.reference(),
                        notice.transactionId(),
                        amount,
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
        };
    }

    /** Another order number of the same form: the attacker's own, say. */
    private static String neighbour(String orderNo) {
        int last = orderNo.length() - 1;
        return orderNo.substring(0, last) + (orderNo.charAt(last) == '0' ? '1' : '0');
    }

    /** The same signature with its first character after {@code v1,} replaced. */
    private static String otherwise(String signature) {
        int first = signature.indexOf(',') + 1;
        return signature.substring(0, first)
                + (signature.charAt(first) == 'A' ? 'B' : 'A')
                + signature.substring(first + 1);
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
