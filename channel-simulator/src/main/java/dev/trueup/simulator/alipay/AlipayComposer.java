package dev.trueup.simulator.alipay;

import dev.trueup.channels.Money;
import dev.trueup.channels.alipay.AlipayNotice;
import dev.trueup.channels.alipay.AlipayNoticeSigner;
import dev.trueup.channels.alipay.TradeStatus;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.Saying;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.plan.Fault;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Alipay's notices, honest and otherwise: what was tampered with carries the signature of what it was before. */
final class AlipayComposer {
    private static final String SIGN = "sign";
    private static final Map<String, String> FORM =
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    private AlipayComposer() {}

    static Callback compose(Order order, Notice notice, AlipayNoticeSigner channel, AlipayNoticeSigner stranger) {
        AlipayNoticeSigner signer = notice.fault() == Fault.FORGED ? stranger : channel;
        Saying sent = Saying.sent(order, notice);
        Saying before = Saying.signed(order, notice);
        Map<String, String> parameters = signer.signed(signer.parameters(notice(order, notice, sent)));
        if (!before.equals(sent)) {
            parameters.putAll(Map.of(
                    SIGN,
                    Objects.requireNonNull(
                            signer.signed(signer.parameters(notice(order, notice, before)))
                                    .get(SIGN),
                            "what is signed has a signature")));
        }
        if (notice.fault() == Fault.TAMPERED_SIGNATURE) {
            parameters.computeIfPresent(SIGN, (name, sign) -> Saying.otherwise(sign));
        }
        return new Callback(FORM, AlipayNoticeSigner.form(parameters));
    }

    private static AlipayNotice notice(Order order, Notice notice, Saying saying) {
        boolean refund = saying.what() == What.REFUND_SUCCEEDED || saying.what() == What.REFUND_FAILED;
        Instant at = Objects.requireNonNullElse(notice.occurredAt(), notice.madeAt());
        AlipayNotice.Refunded refunded = refund ? refunded(order, notice, saying, at) : null;
        TradeStatus status = status(order, saying, refunded);
        return new AlipayNotice(
                notice.noticeId(),
                notice.madeAt(),
                saying.orderNo(),
                Objects.requireNonNullElseGet(notice.transactionId(), () -> AlipayViews.firstTradeNo(order)),
                status,
                new Money(refund ? order.amount() : saying.amount(), order.currency()),
                order.subject(),
                order.reference(),
                Objects.requireNonNullElse(notice.chargedAt(), at),
                saying.what() == What.PAYMENT_SUCCEEDED ? at : notice.chargedAt(),
                status == TradeStatus.TRADE_CLOSED ? at : null,
                refunded);
    }

    /** A trade of which all was given back is closed. */
    private static TradeStatus status(Order order, Saying saying, AlipayNotice.@Nullable Refunded refunded) {
        return switch (saying.what()) {
            case PAYMENT_SUCCEEDED -> TradeStatus.TRADE_SUCCESS;
            case PAYMENT_FAILED, PAYMENT_CLOSED -> TradeStatus.TRADE_CLOSED;
            case REFUND_SUCCEEDED, REFUND_FAILED ->
                refunded != null && refunded.allSoFar().amount() >= order.amount()
                        ? TradeStatus.TRADE_CLOSED
                        : TradeStatus.TRADE_SUCCESS;
            case CHARGE_DISPUTED -> throw new IllegalArgumentException("Alipay tells of no disputes");
        };
    }

    private static AlipayNotice.Refunded refunded(Order order, Notice notice, Saying saying, Instant at) {
        return new AlipayNotice.Refunded(
                Objects.requireNonNull(notice.refundNo(), "a refund has a number"),
                new Money(Objects.requireNonNullElse(notice.refundedSoFar(), saying.amount()), order.currency()),
                at);
    }
}
