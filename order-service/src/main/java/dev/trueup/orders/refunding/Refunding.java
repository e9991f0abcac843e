package dev.trueup.orders.refunding;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelClient.NotKnown;
import dev.trueup.channels.ChannelClient.RefundHandle;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Orders.StoredOrder;
import dev.trueup.orders.order.RefundRule;
import dev.trueup.orders.order.RefundRule.Judgement;
import dev.trueup.orders.order.RefundRule.Wish;
import dev.trueup.orders.order.Refunds;
import dev.trueup.orders.settling.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every open refund to its end. It is stored before the channel is asked for it, always by the same number, so
 * that a crash anywhere is made good by asking again; and it has succeeded only when the channel, asked for it, says so.
 */
public final class Refunding {
    private static final Logger log = LoggerFactory.getLogger(Refunding.class);

    private final Orders orders;
    private final Settlement settlement;
    private final Channels channels;
    private final SideBySide sideBySide;
    private final Allowance allowance;
    private final InstantSource clock;
    private final Pace pace;

    /**
     * How often a refund is looked after: after {@code shortest} at first, then each time after half of its age, after
     * {@code longest} at most.
     *
     * @param lease how long one round of calls can take at most
     */
    public record Pace(Duration shortest, Duration longest, Duration lease) {
        Duration pause(@Nullable Instant since, Instant now) {
            Duration half =
                    since == null ? shortest : Duration.between(since, now).dividedBy(2);
            return Stream.of(half, longest)
                    .min(Comparator.naturalOrder())
                    .filter(pause -> pause.compareTo(shortest) > 0)
                    .orElse(shortest);
        }
    }

    /** Refunds at these channels. */
    public Refunding(
            Orders orders,
            Settlement settlement,
            Channels channels,
            SideBySide sideBySide,
            Allowance allowance,
            InstantSource clock,
            Pace pace) {
        this.orders = orders;
        this.settlement = settlement;
        this.channels = channels;
        this.sideBySide = sideBySide;
        this.allowance = allowance;
        this.clock = clock;
        this.pace = pace;
    }

    /**
     * Takes a merchant's wish; the channel is asked for it afterwards.
     *
     * @return what it comes to, never {@link Judgement.Granted}: a refund granted now is there like one granted before;
     *     empty if there is no such order
     */
    public Optional<Judgement> request(String orderNo, Wish wish) {
        if (orders.find(orderNo).isEmpty()) {
            return Optional.empty();
        }
        Order after = settlement
                .revise(
                        orderNo,
                        order -> RefundRule.judge(order, wish, now()) instanceof Judgement.Granted granted
                                ? Optional.of(granted.transition())
                                : Optional.empty())
                .order();
        return Optional.of(RefundRule.judge(after, wish, now()));
    }

    /**
     * Does for a channel's open refunds what is due: requests them, asks what became of them.
     *
     * @return how many orders were due
     */
    public int work(String channel, int limit) {
        Instant now = now();
        Instant until = now.plus(pace.lease());
        List<StoredOrder> due = orders.claimDue(Errand.REFUND, channel, now, until, limit);
        sideBySide.map(due, stored -> {
            work(stored);
            orders.postpone(Errand.REFUND, stored.order().orderNo(), until, next(stored.order()));
            return stored;
        });
        return due.size();
    }

    private Instant next(Order order) {
        Instant now = now();
        return order.payments().stream()
                .flatMap(payment -> payment.refunds().stream())
                .filter(Refund::open)
                .map(refund -> now.plus(pace.pause(refund.requestedAt(), now)))
                .min(Comparator.naturalOrder())
                .orElse(now.plus(pace.shortest()));
    }

    private void work(StoredOrder stored) {
        Optional<ChannelClient> client = channels.find(stored.order().terms().channel());
        for (Payment payment : stored.order().payments()) {
            for (Refund refund : payment.refunds()) {
                if (refund.open()) {
                    client.ifPresentOrElse(
                            channel -> advance(channel, stored, payment, refund),
                            () -> log.warn(
                                    "order {}: its channel is not set up",
                                    stored.order().orderNo()));
                }
            }
        }
    }

    private void advance(ChannelClient client, StoredOrder stored, Payment payment, Refund refund) {
        RefundHandle handle = new RefundHandle(stored.handle(), payment.transactionId(), refund.refundNo());
        if (refund.state() == RefundState.ACCEPTED) {
            ChannelClient.RefundAnswer answer = client.queryRefund(handle);
            if (!(answer instanceof NotKnown)) {
                told(stored.order(), payment, refund, answer);
                return;
            }
        } else if (!allowed(stored.order(), payment, refund)) {
            settlement.revise(
                    stored.order().orderNo(),
                    order -> RefundRule.held(order, payment.transactionId(), refund.refundNo(), now()));
            return;
        }
        Money charged = new Money(payment.amount(), payment.currency());
        Money money = new Money(refund.amount(), payment.currency());
        ChannelClient.RefundAnswer answer = client.refund(new RefundRequest(handle, charged, money, null));
        requested(client, handle, stored.order(), payment, refund, answer);
    }

    private boolean allowed(Order order, Payment payment, Refund refund) {
        return !Refunds.isAutomatic(order, payment, refund)
                || allowance.take(
                        order.terms().channel(),
                        refund.refundNo(),
                        new Money(refund.amount(), payment.currency()),
                        now());
    }

    /** The answer to a request is an acceptance at most, whatever it claims, but for a failure. */
    private void requested(
            ChannelClient client,
            RefundHandle handle,
            Order order,
            Payment payment,
            Refund refund,
            ChannelClient.RefundAnswer answer) {
        switch (answer) {
            case RefundTold(RefundReport report)
            when report.progress() != Progress.FAILED && report.progress() != Progress.RETURNED ->
                settlement.revise(
                        order.orderNo(),
                        now -> RefundRule.accepted(now, payment.transactionId(), refund.refundNo(), now()));
            case Refused refused
            when refused.definitive() -> {
                // An earlier request may have been taken, and its answer lost: then it is known, and not refused.
                ChannelClient.RefundAnswer known = client.queryRefund(handle);
                if (!(known instanceof NotKnown)) {
                    told(order, payment, refund, known);
                    return;
                }
                log.warn("order {}: channel refuses refund {}: {}", order.orderNo(), refund.refundNo(), refused.code());
                settlement.revise(
                        order.orderNo(),
                        now -> RefundRule.refused(
                                now, payment.transactionId(), refund.refundNo(), refused.code(), now()));
            }
            default -> told(order, payment, refund, answer);
        }
    }

    /** The channel's word on a refund is a statement like any other. */
    private void told(Order order, Payment payment, Refund refund, ChannelClient.RefundAnswer answer) {
        switch (answer) {
            case RefundTold(RefundReport report) ->
                settlement.settle(List.of(new Heard(
                        new ChannelStatement(
                                order.terms().channel(),
                                order.terms().merchantId(),
                                order.orderNo(),
                                null,
                                Said.PAID,
                                payment.transactionId(),
                                null,
                                null,
                                List.of(report)),
                        Heard.Source.QUERY,
                        now())));
            case NotKnown notKnown -> unanswered(order, refund, "the channel does not know the payment");
            case Refused refused -> unanswered(order, refund, "refused: " + refused.code());
            case Throttled throttled -> unanswered(order, refund, "too many calls");
            case Unanswered unanswered -> unanswered(order, refund, unanswered.why());
        }
    }

    /** Nothing is known of it, so it is looked after again. */
    private static void unanswered(Order order, Refund refund, String why) {
        log.info("order {}: no answer about refund {}: {}", order.orderNo(), refund.refundNo(), why);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
