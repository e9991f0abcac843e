package dev.trueup.contracts;

import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Payment;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Any record of the contract. */
public final class ContractRecords extends DomainContextBase {
    private static final long LAST_SECOND =
            Instant.parse("2199-12-31T23:59:59Z").getEpochSecond();

    @Provide
    Arbitrary<QueryBack> queryBacks() {
        return Combinators.combine(
                        ids(), ids(), Arbitraries.integers().between(0, Integer.MAX_VALUE), ids(), instants())
                .as(QueryBack::new);
    }

    @Provide
    Arbitrary<QueryOutcome> queryOutcomes() {
        return Combinators.combine(
                        ids(),
                        ids(),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.of(QueryOutcome.Outcome.class))
                .as(QueryOutcome::new);
    }

    @Provide
    Arbitrary<OrderEvent> orderEvents() {
        return Combinators.combine(orders(), versions(), evidence().injectNull(0.3))
                .as(OrderEvent::new);
    }

    private static Arbitrary<Evidence> evidence() {
        return Combinators.combine(ids(), texts(), ids().injectNull(0.3), instants())
                .as(Evidence::new);
    }

    private static Arbitrary<OrderSnapshot> orders() {
        return Combinators.combine(
                        Combinators.combine(ids(), ids(), ids(), Arbitraries.of(State.class), versions())
                                .as(Head::new),
                        Combinators.combine(
                                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                                        currencies(),
                                        ids(),
                                        ids(),
                                        Arbitraries.integers().between(1, 1_000_000))
                                .as(Wish::new),
                        texts().injectNull(0.3),
                        texts().injectNull(0.3),
                        instants(),
                        instants(),
                        instants().injectNull(0.3),
                        Combinators.combine(
                                        payments().list().ofMaxSize(3),
                                        attention().list().ofMaxSize(3))
                                .as(Tail::new))
                .as((head, wish, reference, subject, createdAt, expiresAt, decidedAt, tail) -> new OrderSnapshot(
                        head.orderNo,
                        head.channel,
                        head.merchantId,
                        head.state,
                        head.version,
                        wish.amount,
                        wish.currency,
                        wish.goodsId,
                        wish.userId,
                        wish.num,
                        reference,
                        subject,
                        createdAt,
                        expiresAt,
                        decidedAt,
                        tail.payments,
                        tail.attention));
    }

    private record Head(String orderNo, String channel, String merchantId, State state, long version) {}

    private record Wish(long amount, String currency, String goodsId, String userId, int num) {}

    private record Tail(List<Payment> payments, List<Attention> attention) {}

    private static Arbitrary<Payment> payments() {
        return Combinators.combine(
                        ids(),
                        amounts(),
                        currencies(),
                        Arbitraries.of(Disposition.class),
                        instants().injectNull(0.3),
                        refunds().list().ofMaxSize(3))
                .as(Payment::new);
    }

    private static Arbitrary<Refund> refunds() {
        return Combinators.combine(
                        ids(),
                        amounts(),
                        Arbitraries.of(RefundState.class),
                        instants().injectNull(0.3),
                        instants().injectNull(0.7))
                .as(Refund::new);
    }

    private static Arbitrary<Attention> attention() {
        return Combinators.combine(ids(), Arbitraries.of(true, false), instants(), texts())
                .as(Attention::new);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(64);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(64),
                Arbitraries.of("", "下单成功", "\u0000\"\\/\n", "\uD83D\uDCB0 paid"));
    }

    private static Arbitrary<String> currencies() {
        return Arbitraries.strings().withCharRange('A', 'Z').ofLength(3);
    }

    private static Arbitrary<Long> amounts() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    private static Arbitrary<Long> versions() {
        return Arbitraries.longs().between(1, Long.MAX_VALUE);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, LAST_SECOND * 1000).map(Instant::ofEpochMilli);
    }
}
