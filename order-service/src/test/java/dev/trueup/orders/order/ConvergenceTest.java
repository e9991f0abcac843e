package dev.trueup.orders.order;

import static dev.trueup.orders.order.Samples.refund;
import static dev.trueup.orders.order.Samples.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Histories in any order and with any repetition: what they converge to. */
class ConvergenceTest {
    private final Decider decider = new Decider(Samples.REFUND_LATE);

    private static final List<ChannelStatement> SUCCESS = List.of(
            Samples.paid("tx-1"),
            says(Said.PAID, "tx-1", Samples.TOTAL, List.of(refund("r-1", 40, Progress.PENDING))),
            says(Said.PAID, "tx-1", Samples.TOTAL, List.of(refund("r-1", 40, Progress.STUCK))),
            says(Said.PAID, "tx-1", Samples.TOTAL, List.of(refund("r-1", 40, Progress.SUCCEEDED))),
            says(
                    Said.PAID,
                    "tx-1",
                    Samples.TOTAL,
                    List.of(refund("r-1", 40, Progress.SUCCEEDED), refund("r-2", 60, Progress.FAILED))),
            says(
                    Said.PAID,
                    "tx-1",
                    Samples.TOTAL,
                    List.of(refund("r-1", 40, Progress.SUCCEEDED), refund("r-2", 60, Progress.SUCCEEDED))));

    private static final List<ChannelStatement> UNDECIDING =
            List.of(says(Said.UNPAID), says(Said.DECLINED), says(Said.NOT_KNOWN));

    @Provide
    Arbitrary<List<ChannelStatement>> successes() {
        List<ChannelStatement> withNoise = new ArrayList<>(SUCCESS);
        withNoise.addAll(UNDECIDING);
        return Arbitraries.of(withNoise)
                .list()
                .ofMinSize(0)
                .ofMaxSize(30)
                .map(noise -> {
                    List<ChannelStatement> history = new ArrayList<>(noise);
                    history.addAll(SUCCESS);
                    return history;
                })
                .flatMap(history -> Arbitraries.shuffle(history));
    }

    @Property(tries = 2000)
    void statementsOfSuccessConverge(@ForAll("successes") List<ChannelStatement> history) {
        Run run = new Run().hear(history);
        assertThat(run.order.state()).isEqualTo(State.REFUNDED);
        assertThat(run.order.payments())
                .isEqualTo(Samples.after(Samples.created(), SUCCESS.getLast()).payments());
        assertThat(run.order.attention()).isEmpty();
        assertThat(run.events(EventType.ORDER_PAID)).isEqualTo(1);
    }

    @Provide
    Arbitrary<List<ChannelStatement>> anything() {
        List<ChannelStatement> all = new ArrayList<>(SUCCESS);
        all.addAll(UNDECIDING);
        all.add(says(Said.FAILED));
        all.add(says(Said.CLOSED));
        all.add(Samples.paid("tx-2"));
        all.add(Samples.paid("tx-3"));
        all.add(says(Said.PAID, "tx-4", new Money(1, "CNY")));
        return Arbitraries.of(all).list().ofMaxSize(40);
    }

    @Property(tries = 5000)
    void allMoneyIsAccountedFor(@ForAll("anything") List<ChannelStatement> history) {
        Run run = new Run().hear(history);
        Set<String> charged = history.stream()
                .filter(statement -> statement.said() == Said.PAID)
                .map(statement -> String.valueOf(statement.transactionId()))
                .collect(Collectors.toSet());
        Set<String> held = run.order.payments().stream()
                .map(Payment::transactionId)
                .collect(Collectors.toCollection(HashSet::new));
        run.order
                .attention()
                .forEach(attention -> charged.stream()
                        .filter(id -> attention.detail().contains(id))
                        .forEach(held::add));
        assertThat(held).as("every charge is a payment or in attention").containsAll(charged);
        assertThat(run.order.payments().stream().filter(p -> p.disposition() == Disposition.ACCEPTED))
                .hasSizeLessThanOrEqualTo(1);
        boolean paid = run.order.state() == State.PAID || run.order.state() == State.REFUNDED;
        assertThat(run.order.hasAcceptedPayment()).isEqualTo(paid);
        assertThat(run.events(EventType.ORDER_PAID)).isEqualTo(paid ? 1 : 0);
        for (Payment payment : run.order.payments()) {
            switch (payment.disposition()) {
                case ACCEPTED ->
                    assertThat(payment.refunds()).noneMatch(refund -> refund.state() == RefundState.REQUESTED);
                case LATE, SECOND ->
                    assertThat(payment.committed())
                            .as(
                                    "money that is not the order's is on its way back; the channel returns no more than it took")
                            .isGreaterThanOrEqualTo(payment.amount());
                case MISMATCHED -> assertThat(run.order.blocked()).isTrue();
            }
        }
    }

    @Property(tries = 2000)
    void foldingTheEventsGivesTheOrder(@ForAll("anything") List<ChannelStatement> history) {
        Run run = new Run().hear(history);
        for (int i = 0; i < run.announcements.size(); i++) {
            assertThat(run.announcements.get(i).version()).isEqualTo(i + 2); // version 1 is its creation
        }
        if (!run.announcements.isEmpty()) {
            assertThat(run.announcements.getLast().event().order()).isEqualTo(run.order.snapshot());
        }
        assertThat(Order.of(run.order.snapshot())).isEqualTo(run.order);
    }

    /** One order through a history. */
    private final class Run {
        private Order order = Samples.created();
        private final List<Announcement> announcements = new ArrayList<>();

        Run hear(List<ChannelStatement> history) {
            for (ChannelStatement statement : history) {
                if (decider.decide(order, Samples.byQuery(statement)) instanceof Decision.Changed changed) {
                    order = changed.transition().order();
                    announcements.addAll(changed.transition().announcements());
                }
            }
            return this;
        }

        long events(EventType type) {
            return announcements.stream().filter(event -> event.type() == type).count();
        }
    }
}
