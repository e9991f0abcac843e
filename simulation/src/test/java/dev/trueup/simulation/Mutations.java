package dev.trueup.simulation;

import static dev.trueup.simulation.Mutation.ofIngest;
import static dev.trueup.simulation.Mutation.ofOrders;
import static dev.trueup.simulation.Mutation.ofWiring;

import java.util.List;
import java.util.stream.Stream;

/** The ways to break it that the simulation must find. */
final class Mutations {
    private static final List<Mutation> OF_CALLBACKS = List.of(
            ofIngest(
                    "acknowledged before published",
                    "callback/CallbackIntake.java",
                    "? verdict : Verdict.COME_AGAIN",
                    "? verdict : verdict"),
            ofWiring(
                    "acknowledged, and published a moment later",
                    "services/IngestReplica.java",
                    "around.broker().send(Topics.CALLBACKS, orderNo == null ? \"\" : orderNo, callback);",
                    """
                    around.scheduler().spawn(null, 5, () -> {
                        for (boolean sent = false; !sent; ) {
                            try {
                                around.broker().send(Topics.CALLBACKS, orderNo == null ? "" : orderNo, callback);
                                sent = true;
                            } catch (UnreachableException e) {
                                // again
                            }
                        }
                    });
                    """),
            ofIngest(
                    "signature not checked",
                    "callback/CallbackIntake.java",
                    "rejected.tell(callback, reason, protocol);\n                yield Verdict.rejected(reason);",
                    "yield verified(protocol, callback, within);"),
            ofIngest(
                    "signature checked of payments only",
                    "callback/CallbackIntake.java",
                    "rejected.tell(callback, reason, protocol);\n                yield Verdict.rejected(reason);",
                    "yield new String(callback.message().body()).contains(\"PAID|\") ? Verdict.rejected(reason)"
                            + " : verified(protocol, callback, within);"),
            ofWiring(
                    "offset committed before stored",
                    "services/ListenerContainer.java",
                    "if (!around.attempt(",
                    "boolean early = member.commit(batch);\n            if (!around.attempt("));

    private static final List<Mutation> OF_DECISIONS = List.of(
            ofOrders(
                    "dedup by notification id only",
                    "order/Decider.java",
                    "Optional<Payment> known = order.payment(statement.transactionId());",
                    "Optional<Payment> known = Optional.empty();"),
            ofOrders(
                    "amount checked on callbacks only",
                    "order/Decider.java",
                    "if (disagreement.isPresent()) {",
                    "if (disagreement.isPresent() && heard.source() == Heard.Source.CALLBACK) {"),
            ofOrders(
                    "a failure overwrites an outcome",
                    "order/Decider.java",
                    "if (!order.decided()) {\n            transition.state",
                    "if (true) {\n            transition.state"),
            ofOrders(
                    "not known believed before the expiry",
                    "order/Decider.java",
                    "boolean believed = heard.at()",
                    "boolean believed = true || heard.at()"),
            ofOrders(
                    "not known believed right at the expiry",
                    "order/Decider.java",
                    "terms().expiresAt().plus(rules.notKnownMargin())",
                    "terms().expiresAt()"),
            ofOrders(
                    "not known believed soon after the expiry",
                    "order/Decider.java",
                    "rules.notKnownMargin()",
                    "rules.notKnownMargin().dividedBy(2)"),
            ofOrders(
                    "an expired order closed without the channel's word",
                    "order/Decider.java",
                    "case UNPAID, DECLINED -> known(order, heard);",
                    "case UNPAID, DECLINED -> heard.at().isAfter(order.terms().expiresAt())"
                            + " ? ended(order, heard, State.CLOSED, EventType.ORDER_CLOSED) : known(order, heard);"),
            ofOrders(
                    "a doubtful message believed to be nothing",
                    "order/Decider.java",
                    "return new Ask(Verdict.MISMATCH);",
                    "return new Unchanged(Verdict.MISMATCH);"));

    private static final List<Mutation> OF_THE_STORE = List.of(
            ofWiring(
                    "no version guard",
                    "store/MemoryOrders.java",
                    "== revision.before().order().version()",
                    "== stored.order().version()"),
            ofOrders(
                    "time-out of a write taken as failure",
                    "placing/Placing.java",
                    "IdempotencyKeys.Bound bound = keys.bind(key, orderNo, now());",
                    """
                    IdempotencyKeys.Bound bound;
                    try {
                        bound = keys.bind(key, orderNo, now());
                    } catch (RuntimeException e) {
                        bound = new IdempotencyKeys.Bound(orderNo, key.fingerprint());
                    }
                    """),
            ofOrders(
                    "statement before order not picked up",
                    "settling/Settlement.java",
                    "List<Kept> earlier = statements.about(orderNo);",
                    "List<Kept> earlier = List.of();"),
            ofOrders(
                    "duplicate key dropped",
                    "settling/Settlement.java",
                    "open.keySet().retainAll(overtaken);",
                    "open.clear();"),
            ofOrders(
                    "another's change taken as a fault",
                    "settling/Settlement.java",
                    "MOST_ROUNDS = 100",
                    "MOST_ROUNDS = 1"),
            ofOrders(
                    "another's event taken for ours",
                    "order/Orders.java",
                    " && stored.unpublished().containsAll(announcements)",
                    ""),
            ofWiring("read what a failover can take back", "services/Wiring.java", "return true;", "return false;"));

    private static final List<Mutation> OF_EVENTS = List.of(
            ofOrders(
                    "outbox entry cleared before the ack",
                    "announcing/Outbox.java",
                    "if (!stuck.contains(announcement.orderNo())) {\n                    durable",
                    "if (true) {\n                    durable"),
            ofOrders(
                    "still-pending without a version",
                    "order/Transition.java",
                    "order.version() + 1,",
                    "order.version() + (type == EventType.ORDER_STILL_PENDING ? 0 : 1),"),
            ofOrders(
                    "swept and direct publishing out of order",
                    "settling/Settlement.java",
                    "new ArrayList<>(revision.before().unpublished());",
                    "new ArrayList<>();"));

    private static final List<Mutation> OF_ASKING = List.of(
            ofWiring(
                    "settled order resurrected by a late duplicate",
                    "store/MemoryPendingOrders.java",
                    "known.order().version() >= heard.version()",
                    "!known.order().settled() && known.order().version() >= heard.version()"),
            ofOrders(
                    "an order still pending told as settled",
                    "asking/Asking.java",
                    ": Outcome.STILL_PENDING;",
                    ": Outcome.SETTLED;"),
            ofOrders(
                    "budget counted at emission only",
                    "channels/Turns.java",
                    "if (!budget.acquire(urgency)) {",
                    "if (false) {"),
            ofOrders(
                    "only what a callback made PAID is asked about once more",
                    "order/Orders.java",
                    "if (after.hasAcceptedPayment() && !before.order().hasAcceptedPayment()) {",
                    "if (after.hasAcceptedPayment() && !before.order().hasAcceptedPayment() &&"
                            + " \"callback\".equals(java.util.Objects.requireNonNull(announcements.getFirst().event().evidence()).source()))"
                            + " {"),
            ofOrders(
                    "a doubtful message asked about once",
                    "settling/Settlement.java",
                    "orders.arise(\n                    Errand.DOUBT,",
                    "java.util.Objects.hash(\n                    Errand.DOUBT,"),
            ofOrders("a question asked for ever", "asking/Asking.java", "orders.done(errand, seen);", "seen.clear();"),
            ofOrders(
                    "a create call given up that alone can tell what became of the payment",
                    "placing/Placing.java",
                    "(!expired || client(order.terms().channel()).foundOnlyByCreating())",
                    "!expired"),
            ofOrders(
                    "one question taken for the answer to another",
                    "asking/Asking.java",
                    "followingUp.reason().equals(Confirming.CONFIRM) ? Errand.CONFIRM : Errand.DOUBT",
                    "Errand.CONFIRM"));

    private static final List<Mutation> OF_MONEY_BACK = List.of(
            ofOrders(
                    "close without asking",
                    "closing/Closing.java",
                    "switch (client(stored).close(stored.handle())) {",
                    "switch ((CloseAnswer) new Closed()) {"),
            ofOrders(
                    "late payment refunded twice",
                    "refunding/Refunding.java",
                    "payment.transactionId(), refund.refundNo());\n        if",
                    "payment.transactionId(), refund.refundNo() + clock.millis());\n        if"),
            ofOrders(
                    "late payment not given back",
                    "order/Refunds.java",
                    "payment.disposition() == Disposition.LATE ||",
                    "false ||"),
            ofOrders(
                    "refund taken for made when it is accepted",
                    "order/Refunds.java",
                    "case PENDING, STUCK -> RefundState.ACCEPTED;",
                    "case PENDING, STUCK -> RefundState.SUCCEEDED;"),
            ofOrders(
                    "refund taken for accepted before it is asked for",
                    "refunding/Refunding.java",
                    "Money charged = new Money(payment.amount(), payment.currency());",
                    """
                    Money charged = new Money(payment.amount(), payment.currency());
                    settlement.revise(
                            stored.order().orderNo(),
                            now -> RefundRule.accepted(now, payment.transactionId(), refund.refundNo(), now()));
                    """),
            ofOrders(
                    "refund forgotten once it is requested",
                    "order/Orders.java",
                    "boolean open = after.refunds(RefundState.REQUESTED) + after.refunds(RefundState.ACCEPTED) > 0;",
                    "boolean open = after.refunds(RefundState.REQUESTED) > 0;"),
            ofOrders(
                    "refunds beyond the day's allowance",
                    "refunding/Refunding.java",
                    "return !Refunds.isAutomatic(order, payment, refund)",
                    "return true"),
            ofOrders(
                    "more given back than was charged",
                    "order/RefundRule.java",
                    "long left = payment.amount() - payment.committed();",
                    "long left = payment.amount();"));

    private Mutations() {}

    static List<Mutation> all() {
        return Stream.of(OF_CALLBACKS, OF_DECISIONS, OF_THE_STORE, OF_EVENTS, OF_ASKING, OF_MONEY_BACK)
                .flatMap(List::stream)
                .toList();
    }
}
