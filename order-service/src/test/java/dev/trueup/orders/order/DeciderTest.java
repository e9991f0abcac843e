package dev.trueup.orders.order;

import static dev.trueup.orders.order.Samples.byCallback;
import static dev.trueup.orders.order.Samples.byQuery;
import static dev.trueup.orders.order.Samples.paid;
import static dev.trueup.orders.order.Samples.refund;
import static dev.trueup.orders.order.Samples.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.orders.order.Decision.Ask;
import dev.trueup.orders.order.Decision.Changed;
import dev.trueup.orders.order.Decision.Unchanged;
import dev.trueup.orders.order.Decision.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision over every state, every thing said, every way of disagreeing and both sources. */
class DeciderTest {
    private final Decider decider = new Decider(Samples.REFUND_LATE);

    /** Every state an order can be in, with the variants that decide differently. */
    enum Standing {
        CREATED(Samples.created()),
        PENDING(Samples.pending()),
        BLOCKED(Samples.after(Samples.pending(), says(Said.UNPAID, null, new Money(99, "CNY")))),
        PAID(Samples.after(Samples.pending(), paid("tx-1"))),
        FAILED(Samples.after(Samples.pending(), says(Said.FAILED))),
        CLOSED(Samples.after(Samples.pending(), says(Said.CLOSED))),
        CLOSED_WITH_LATE_PAYMENT(Samples.after(Samples.pending(), says(Said.CLOSED), paid("tx-1"))),
        REFUNDED(Samples.after(
                Samples.pending(),
                says(Said.PAID, "tx-1", Samples.TOTAL, List.of(refund("r-1", 100, Progress.SUCCEEDED)))));

        @SuppressWarnings("ImmutableEnumChecker") // a record of records; nothing here changes it
        final Order order;

        Standing(Order order) {
            this.order = order;
        }

        boolean undecided() {
            return this == CREATED || this == PENDING || this == BLOCKED;
        }

        boolean hasPayment1() {
            return this == PAID || this == CLOSED_WITH_LATE_PAYMENT || this == REFUNDED;
        }
    }

    enum Agreement {
        AGREES,
        OTHER_CHANNEL,
        OTHER_MERCHANT,
        OTHER_AMOUNT,
        OTHER_CURRENCY,
        TOTAL_UNTOLD;

        ChannelStatement apply(ChannelStatement base) {
            Money total = switch (this) {
                case OTHER_AMOUNT -> new Money(1, "CNY");
                case OTHER_CURRENCY -> new Money(100, "USD");
                case TOTAL_UNTOLD -> null;
                case AGREES, OTHER_CHANNEL, OTHER_MERCHANT -> base.total();
            };
            return new ChannelStatement(
                    this == OTHER_CHANNEL ? "other" : base.channel(),
                    this == OTHER_MERCHANT ? "somebody" : base.merchantId(),
                    base.orderNo(),
                    base.reference(),
                    base.said(),
                    base.transactionId(),
                    base.said() == Said.NOT_KNOWN ? null : total,
                    base.occurredAt(),
                    base.refunds());
        }
    }

    record Case(Standing standing, Heard.Source source, Said said, String transactionId, Agreement agreement) {
        Heard heard() {
            boolean ofACharge = said == Said.PAID || said == Said.DISPUTED;
            ChannelStatement base = says(said, ofACharge ? transactionId : null, Samples.TOTAL);
            ChannelStatement statement = agreement.apply(base);
            return source == Heard.Source.QUERY ? byQuery(statement) : byCallback(statement);
        }

        boolean known() {
            return said == Said.PAID && transactionId.equals("tx-1") && standing.hasPayment1();
        }

        boolean disagrees() {
            return switch (agreement) {
                case AGREES -> false;
                case OTHER_CHANNEL, OTHER_MERCHANT -> true;
                case OTHER_AMOUNT, OTHER_CURRENCY -> said != Said.NOT_KNOWN;
                case TOTAL_UNTOLD -> said == Said.PAID && !known();
            };
        }
    }

    static Stream<Case> everyCase() {
        return Arrays.stream(Standing.values())
                .flatMap(standing -> Arrays.stream(Heard.Source.values())
                        .flatMap(source -> Arrays.stream(Said.values())
                                .flatMap(said -> Arrays.stream(Agreement.values())
                                        .flatMap(agreement -> Stream.of("tx-1", "tx-2")
                                                .filter(id -> said == Said.PAID || id.equals("tx-1"))
                                                .map(id -> new Case(standing, source, said, id, agreement))))));
    }

    /** The table of the design, written down a second time and in other words. */
    private static Verdict expected(Case c) {
        if (c.disagrees()) {
            return Verdict.MISMATCH;
        }
        return switch (c.said()) {
            case PAID -> {
                if (c.known()) {
                    yield Verdict.DUPLICATE;
                }
                yield switch (c.standing()) {
                    case CREATED, PENDING -> Verdict.APPLIED;
                    case BLOCKED -> Verdict.CONTRADICTION;
                    case PAID, REFUNDED -> Verdict.SECOND_PAYMENT;
                    case FAILED, CLOSED, CLOSED_WITH_LATE_PAYMENT -> Verdict.LATE_PAYMENT;
                };
            }
            case FAILED, CLOSED ->
                switch (c.standing()) {
                    case CREATED, PENDING, BLOCKED -> Verdict.APPLIED;
                    case PAID, REFUNDED -> Verdict.CONTRADICTION;
                    case FAILED, CLOSED, CLOSED_WITH_LATE_PAYMENT -> Verdict.DUPLICATE;
                };
            case UNPAID, DECLINED -> c.standing() == Standing.CREATED ? Verdict.APPLIED : Verdict.DUPLICATE;
            case NOT_KNOWN -> Verdict.DUPLICATE;
            case DISPUTED -> Verdict.APPLIED;
        };
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void verdictIsTheTables(Case c) {
        assertThat(decider.decide(c.standing().order, c.heard()).verdict()).isEqualTo(expected(c));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void changesKeepTheRules(Case c) {
        Order before = c.standing().order;
        switch (decider.decide(before, c.heard())) {
            case Ask ask -> {
                assertThat(c.source()).isEqualTo(Heard.Source.CALLBACK);
                assertThat(ask.verdict()).isEqualTo(expected(c)).isIn(Verdict.MISMATCH, Verdict.CONTRADICTION);
            }
            case Unchanged unchanged -> assertThat(unchanged.verdict()).isNotEqualTo(Verdict.APPLIED);
            case Changed changed -> {
                Order after = changed.transition().order();
                List<Announcement> announcements = changed.transition().announcements();
                assertThat(announcements).isNotEmpty();
                assertThat(after.version()).isEqualTo(before.version() + announcements.size());
                for (int i = 0; i < announcements.size(); i++) {
                    assertThat(announcements.get(i).version()).isEqualTo(before.version() + i + 1);
                }
                assertThat(announcements.getLast().event().order()).isEqualTo(after.snapshot());
                assertThat(after.terms()).isEqualTo(before.terms());
                assertThat(legal(before.state())).contains(after.state());
                boolean announcesPaid = announcements.stream().anyMatch(event -> event.type() == EventType.ORDER_PAID);
                assertThat(announcesPaid).isEqualTo(!before.decided() && after.state() == State.PAID);
                if (announcesPaid) {
                    assertThat(c.said()).isEqualTo(Said.PAID);
                    assertThat(c.agreement()).isEqualTo(Agreement.AGREES);
                    assertThat(before.blocked()).isFalse();
                }
                assertThat(after.decidedAt() != null).isEqualTo(after.decided());
                assertThat(decider.decide(after, c.heard()))
                        .as("the same once more has no effect")
                        .isInstanceOf(Unchanged.class);
            }
        }
    }

    private static Set<State> legal(State from) {
        return switch (from) {
            case CREATED -> Set.of(State.CREATED, State.PENDING, State.PAID, State.FAILED, State.CLOSED);
            case PENDING -> Set.of(State.PENDING, State.PAID, State.FAILED, State.CLOSED);
            case PAID -> Set.of(State.PAID, State.REFUNDED);
            case FAILED -> Set.of(State.FAILED);
            case CLOSED -> Set.of(State.CLOSED);
            case REFUNDED -> Set.of(State.REFUNDED);
        };
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void acceptingLatePaymentsChangesNothingButThose(Case c) {
        Decision refunding = decider.decide(c.standing().order, c.heard());
        Decision accepting = new Decider(Samples.ACCEPT_LATE).decide(c.standing().order, c.heard());
        if (refunding.verdict() != Verdict.LATE_PAYMENT) {
            assertThat(accepting.verdict()).isEqualTo(refunding.verdict());
        } else if (c.standing() != Standing.CLOSED_WITH_LATE_PAYMENT) {
            assertThat(((Changed) accepting).transition().order().state()).isEqualTo(State.PAID);
        }
    }

    @Test
    void noSuchOrder() {
        assertThat(decider.decide(null, byCallback(paid("tx-1")))).isEqualTo(new Unchanged(Verdict.UNKNOWN_ORDER));
    }

    @Test
    void confirmedMismatchBlocksAndKeepsTheCharge() {
        Order order = Samples.after(Samples.pending(), says(Said.PAID, "tx-1", new Money(1, "CNY")));
        assertThat(order.state()).isEqualTo(State.PENDING);
        assertThat(order.payments()).extracting(Payment::disposition).containsExactly(Disposition.MISMATCHED);
        assertThat(order.attention())
                .extracting(Attention::reason, Attention::blocking)
                .containsExactly(tuple("mismatch", true));
        assertThat(Samples.after(order, paid("tx-2")).state())
                .as("a person must decide first")
                .isEqualTo(State.PENDING);
    }

    @Test
    void unknownAtTheChannelClosesOnlyLongAfterExpiry() {
        ChannelStatement notKnown = says(Said.NOT_KNOWN);
        Order order = Samples.created();
        var atMargin = order.terms().expiresAt().plus(Duration.ofMinutes(5));
        assertThat(decider.decide(order, new Heard(notKnown, Heard.Source.QUERY, atMargin)))
                .isEqualTo(new Unchanged(Verdict.DUPLICATE));
        Decision late = decider.decide(order, new Heard(notKnown, Heard.Source.QUERY, atMargin.plusMillis(1)));
        assertThat(((Changed) late).transition().order().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void informativeAttentionGoesWithTheOutcome() {
        Order lied = Lifecycle.takenWithLie(Samples.created(), "the answer claims PAID", Samples.NOW)
                .orElseThrow()
                .order();
        assertThat(lied.state()).isEqualTo(State.PENDING);
        assertThat(lied.attention()).hasSize(1);
        Changed changed = (Changed) decider.decide(lied, byCallback(paid("tx-1")));
        assertThat(changed.transition().announcements())
                .extracting(Announcement::type)
                .containsExactly(EventType.ORDER_PAID, EventType.ORDER_ATTENTION_RESOLVED);
        assertThat(changed.transition().order().attention()).isEmpty();
    }

    @Test
    void evidenceOfARefundIsEvidenceOfAPayment() {
        Changed changed = (Changed) decider.decide(
                Samples.pending(),
                byQuery(says(Said.PAID, "tx-1", Samples.TOTAL, List.of(refund("r-1", 40, Progress.SUCCEEDED)))));
        assertThat(changed.transition().announcements())
                .extracting(Announcement::type)
                .containsExactly(EventType.ORDER_PAID, EventType.ORDER_REFUNDED);
        assertThat(changed.transition().order().state())
                .as("a part was given back")
                .isEqualTo(State.PAID);
    }
}
