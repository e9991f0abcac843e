package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.orders.order.Heard.Source;
import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Statements.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every store of statements does. */
public abstract class StatementsContract {
    private static final Instant NOW = Samples.NOW;

    private final String orderNo = new OrderNumbers(() -> NOW, RandomGenerator.getDefault()).next();

    /** The store under test. */
    protected abstract Statements statements();

    static ChannelStatement about(String orderNo, ChannelStatement statement) {
        return new ChannelStatement(
                statement.channel(),
                statement.merchantId(),
                orderNo,
                statement.reference(),
                statement.said(),
                statement.transactionId(),
                statement.total(),
                statement.occurredAt(),
                statement.refunds());
    }

    private Heard heard(ChannelStatement statement, Source source, int second) {
        return new Heard(about(orderNo, statement), source, NOW.plusSeconds(second));
    }

    @Test
    void keepsWhatIsSaidExactly() {
        ChannelStatement full = Samples.says(
                Said.PAID,
                "tx-1",
                Samples.TOTAL,
                List.of(Samples.refund("r-1", 40, Progress.PENDING), Samples.refund("r-2", 60, Progress.FAILED)));
        Heard rich = heard(full, Source.CALLBACK, 1);
        Heard poor = heard(Samples.says(Said.NOT_KNOWN), Source.QUERY, 2);
        statements().keep(List.of(rich, poor));
        List<Kept> kept = statements().about(orderNo);
        assertThat(kept).extracting(Kept::statement).containsExactly(rich.statement(), poor.statement());
        assertThat(kept)
                .extracting(Kept::digest)
                .containsExactly(rich.statement().digest(), poor.statement().digest());
    }

    @Test
    void countsWhatIsSaidAgain() {
        ChannelStatement paid = Samples.paid("tx-1");
        statements().keep(List.of(heard(paid, Source.CALLBACK, 5), heard(paid, Source.QUERY, 3)));
        statements().keep(List.of(heard(paid, Source.CALLBACK, 9)));
        statements().keep(List.of());
        assertThat(statements().about(orderNo)).singleElement().satisfies(kept -> {
            assertThat(kept.count()).isEqualTo(3);
            assertThat(kept.sources()).containsExactlyInAnyOrder(Source.CALLBACK, Source.QUERY);
            assertThat(kept.firstAt()).isEqualTo(NOW.plusSeconds(3));
            assertThat(kept.lastAt()).isEqualTo(NOW.plusSeconds(9));
        });
    }

    @Test
    void listsWhatIsMarkedUntilItsOrderAppears() {
        String another = new OrderNumbers(() -> NOW, RandomGenerator.getDefault()).next();
        Heard first = heard(Samples.paid("tx-1"), Source.CALLBACK, 1);
        Heard second = heard(Samples.paid("tx-2"), Source.CALLBACK, 2);
        Heard others = new Heard(about(another, Samples.paid("tx-3")), Source.CALLBACK, NOW.plusSeconds(3));
        statements().keep(List.of(others, second, first));
        assertThat(unmatched()).isEmpty();

        statements().markUnmatched(List.of(orderNo, another));
        assertThat(unmatched())
                .extracting(Kept::statement)
                .containsExactly(first.statement(), second.statement(), others.statement());
        statements().keep(List.of(first));
        assertThat(unmatched()).as("said again").hasSize(3);

        statements().matched(List.of(orderNo));
        assertThat(unmatched()).extracting(Kept::statement).containsExactly(others.statement());
        statements().matched(List.of(another));
        assertThat(unmatched()).isEmpty();
    }

    /** Page by page. */
    private List<Kept> unmatched() {
        List<Kept> all = new ArrayList<>();
        List<Kept> page = statements().unmatched(null, 2);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = statements()
                    .unmatched(
                            new Position(
                                    page.getLast().firstAt(), page.getLast().id()),
                            2);
        }
        return all;
    }

    @Test
    void losesNoneOfManyAtOnce() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            writers.add(() -> {
                statements()
                        .keep(List.of(
                                heard(Samples.paid("tx-1"), Source.CALLBACK, 1),
                                heard(Samples.paid("tx-2"), Source.QUERY, 1)));
                return true;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> written : threads.invokeAll(writers)) {
                assertThat(written.get()).isTrue();
            }
        }
        assertThat(statements().about(orderNo)).extracting(Kept::count).containsExactly(20L, 20L);
    }

    @Test
    void nothingWasSaidOfANumberNobodySpokeOf() {
        assertThat(statements().about(orderNo)).isEmpty();
    }
}
