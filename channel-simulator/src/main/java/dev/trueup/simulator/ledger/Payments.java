package dev.trueup.simulator.ledger;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.simulator.plan.Faults;
import dev.trueup.simulator.plan.Plans;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that merchants, buyers and the channel itself do to payments. */
public final class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final Ledger ledger;
    private final Plans plans;
    private final Flow flow;
    private final InstantSource clock;

    /**
     * The payments of one ledger.
     *
     * @param habits each channel's, by its id
     */
    public Payments(
            Ledger ledger, Plans plans, ClockScale scale, Map<String, ChannelHabits> habits, InstantSource clock) {
        this.ledger = ledger;
        this.plans = plans;
        this.flow = new Flow(scale, habits);
        this.clock = clock;
    }

    /** Those of one channel. */
    public ChannelPayments at(String channel) {
        return new ChannelPayments(channel, this);
    }

    /** Takes an order on; the same order again is the same payment. */
    public Opening open(Order order) {
        Optional<Payment> known = ledger.find(order.orderNo());
        if (known.isPresent()) {
            return again(order, known.get());
        }
        Instant now = now();
        if (!order.expiresAt().isAfter(now)) {
            return new Opening.AlreadyExpired();
        }
        String key = order.reference() == null ? Long.toString(ledger.nextNumber()) : order.reference();
        Faults drawn = plans.current().faultsOf(key);
        Faults faults = plans.override(order.orderNo())
                .map(override -> override.on(drawn))
                .orElse(drawn);
        Payment payment = flow.opened(order, key, faults, now);
        if (ledger.add(payment)) {
            LOG.debug("payment {} opened at {}, with faults {}", order.orderNo(), order.channel(), faults.befall());
            return new Opening.Opened(payment, flow.told(payment, now));
        }
        return ledger.find(order.orderNo())
                .map(other -> again(order, other))
                .orElseThrow(() -> new IllegalStateException("payment " + order.orderNo() + " came and went"));
    }

    private static Opening again(Order order, Payment known) {
        return known.order().equals(order) ? new Opening.Known(known) : new Opening.NumberTaken();
    }

    public Optional<Payment> find(String orderNo) {
        return ledger.find(orderNo);
    }

    /** The payment as it is now, with what is due done, though nobody may have kept it so far. */
    Optional<Payment> findNow(String orderNo) {
        Instant now = now();
        return ledger.find(orderNo).map(payment -> flow.caughtUp(payment, now));
    }

    boolean reserve(String channel, String refundNo, String orderNo) {
        return ledger.reserve(refundNumber(channel, refundNo), orderNo);
    }

    Optional<String> reservedFor(String channel, String refundNo) {
        return ledger.reservedFor(refundNumber(channel, refundNo));
    }

    private static String refundNumber(String channel, String refundNo) {
        return channel + "/refund/" + refundNo;
    }

    /** The buyer pays; not made if the payment has ended. */
    public Optional<Change> pay(String orderNo) {
        return done(orderNo, payment -> flow.paid(payment, now()));
    }

    /**
     * The payment fails for good or, where the channel knows no such thing, an attempt is declined and the buyer goes away;
     * not made if it has ended.
     */
    public Optional<Change> fail(String orderNo) {
        return done(orderNo, payment -> flow.failed(payment, now()));
    }

    /** The buyer goes away; not made if the payment has ended. It stays open until it expires. */
    public Optional<Change> abandon(String orderNo) {
        return done(orderNo, payment -> flow.abandoned(payment, now()));
    }

    /** The buyer's bank questions the first charge; not made if there is none, or the channel tells of no disputes. */
    public Optional<Change> dispute(String orderNo) {
        return done(orderNo, payment -> flow.disputed(payment, now()));
    }

    /** The merchant wants no payment any more; not made if the payment has ended. */
    public Optional<Change> close(String orderNo) {
        return done(orderNo, payment -> flow.closed(payment, now()));
    }

    /** A step from outside, after all that was due before it: a change of its own, so that it tells only of the step. */
    private Optional<Change> done(String orderNo, UnaryOperator<Payment> step) {
        ledger.change(orderNo, payment -> flow.caughtUp(payment, now()));
        return ledger.change(orderNo, step);
    }

    /** The merchant wants money given back, from the first charge. */
    public RefundAnswer refund(String orderNo, String refundNo, long amount) {
        return refund(orderNo, refundNo, null, amount);
    }

    /**
     * The merchant wants money given back.
     *
     * @param transactionId the charge it is to be taken from; null for the first
     */
    public RefundAnswer refund(String orderNo, String refundNo, @Nullable String transactionId, long amount) {
        Optional<Change> change =
                done(orderNo, payment -> flow.refundRequested(payment, refundNo, transactionId, amount, now()));
        if (change.isEmpty()) {
            return new RefundAnswer.UnknownPayment();
        }
        Payment after = change.get().after();
        return after.refund(refundNo)
                .filter(refund -> RefundAnswer.refusal(after, refundNo, transactionId, amount)
                        .isEmpty())
                .<RefundAnswer>map(RefundAnswer.Accepted::new)
                .or(() -> RefundAnswer.refusal(after, refundNo, transactionId, amount))
                .orElseThrow(() -> new IllegalStateException("a refund neither refused nor taken: " + refundNo));
    }

    /** Changes what goes wrong with a payment, as far as it has not happened yet; it need not exist yet. */
    public void override(String orderNo, FaultOverride override) {
        plans.keepOverride(orderNo, override);
        ledger.change(orderNo, payment -> flow.overridden(payment, override));
    }

    /** The payment's faults if they are to spoil the answer to create; says so once for each payment. */
    public Optional<Faults> spoilsAnswer(String channel, String orderNo) {
        return ledger.change(
                        orderNo, payment -> payment.order().channel().equals(channel) ? Flow.spoilt(payment) : payment)
                .filter(Change::made)
                .map(change -> change.after().faults());
    }

    /** Does what is due, but for callbacks. */
    public void carryOut(String orderNo, Task task) {
        ledger.change(orderNo, payment -> flow.carriedOut(payment, task));
    }

    /** Keeps how a try of a callback ended; the next one, if there is to be one, is on the agenda then. */
    public void delivered(String orderNo, Task task, Answer answer) {
        ledger.change(orderNo, payment -> flow.delivered(payment, task, answer, now()));
    }

    /** Has a task that cannot be done now done later; it counts as no try. */
    public void postpone(String orderNo, Task task, Instant until) {
        ledger.change(orderNo, payment -> Flow.postponed(payment, task, until.truncatedTo(ChronoUnit.MILLIS)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
