package dev.trueup.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.EventType;
import dev.trueup.orders.order.DeciderTest.Standing;
import dev.trueup.orders.order.Decision.Ask;
import dev.trueup.orders.order.Decision.Changed;
import dev.trueup.orders.order.Decision.Unchanged;
import dev.trueup.orders.order.Heard.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in docs/deciding.md is what {@link Decider} does. */
class DecisionTableTest {
    private static final Path DOCUMENT = Path.of("../docs/deciding.md");
    private static final List<Standing> STANDINGS = List.of(
            Standing.CREATED,
            Standing.PENDING,
            Standing.BLOCKED,
            Standing.PAID,
            Standing.FAILED,
            Standing.CLOSED,
            Standing.REFUNDED);

    private static Map<String, ChannelStatement> statements() {
        Map<String, ChannelStatement> statements = new LinkedHashMap<>();
        statements.put("paid, by a charge that is known", Samples.paid("tx-1"));
        statements.put("paid, by a new charge", Samples.paid("tx-2"));
        statements.put("paid, the total untold, by a new charge", Samples.says(Said.PAID, "tx-2", null));
        statements.put("failed", Samples.says(Said.FAILED));
        statements.put("closed", Samples.says(Said.CLOSED));
        statements.put("unpaid, or an attempt declined", Samples.says(Said.UNPAID));
        statements.put("not known", Samples.says(Said.NOT_KNOWN));
        statements.put("not known, five minutes after the expiry", Samples.says(Said.NOT_KNOWN));
        statements.put("disputed", Samples.says(Said.DISPUTED, "tx-1", Samples.TOTAL));
        statements.put(
                "another amount, currency, channel or merchant", Samples.says(Said.PAID, "tx-3", new Money(1, "CNY")));
        return statements;
    }

    @Test
    void documentSaysWhatTheCodeDoes() throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| the channel says |");
        STANDINGS.forEach(standing -> table.append(" ").append(standing).append(" |"));
        table.append("\n|---|").append("---|".repeat(STANDINGS.size())).append("\n");
        statements().forEach((name, statement) -> {
            List<String> told = row(name, statement, Source.CALLBACK);
            List<String> asked = row(name, statement, Source.QUERY);
            if (told.equals(asked)) {
                append(table, name, asked);
            } else {
                append(table, name + ": told", told);
                append(table, name + ": when asked", asked);
            }
        });
        return table.toString();
    }

    private static void append(StringBuilder table, String name, List<String> cells) {
        table.append("| ")
                .append(name)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private static List<String> row(String name, ChannelStatement statement, Source source) {
        Duration later = name.contains("after the expiry") ? Duration.ofHours(3) : Duration.ofMinutes(1);
        Heard heard = new Heard(statement, source, Samples.NOW.plus(later));
        return STANDINGS.stream()
                .map(standing -> known(name) && !standing.hasPayment1() ? "" : cell(standing.order, heard))
                .toList();
    }

    private static boolean known(String name) {
        return name.endsWith("charge that is known");
    }

    private static String cell(Order order, Heard heard) {
        return switch (new Decider(Samples.REFUND_LATE).decide(order, heard)) {
            case Ask ask -> word(ask) + ": ask";
            case Unchanged unchanged -> word(unchanged);
            case Changed changed -> {
                Order after = changed.transition().order();
                String state = after.state() == order.state() ? "" : " → " + after.state();
                List<String> events = changed.transition().announcements().stream()
                        .map(Announcement::type)
                        .filter(type -> !isOfTheState(type))
                        .map(EventType::wireName)
                        .map(type -> type.replaceAll("dev\\.trueup\\.order\\.(.*)\\.v1", "$1"))
                        .toList();
                yield word(changed) + state + (events.isEmpty() ? "" : ": " + String.join(", ", events));
            }
        };
    }

    private static boolean isOfTheState(EventType type) {
        return Stream.of(EventType.ORDER_PENDING, EventType.ORDER_PAID, EventType.ORDER_FAILED, EventType.ORDER_CLOSED)
                .anyMatch(type::equals);
    }

    private static String word(Decision decision) {
        return decision.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Nobody forgets a new kind of statement or of order here. */
    @Test
    void everythingThatCanBeSaidIsInTheTable() {
        assertThat(statements().values().stream().map(ChannelStatement::said).collect(Collectors.toSet()))
                .containsAll(Arrays.stream(Said.values())
                        .filter(said -> said != Said.DECLINED)
                        .toList());
        assertThat(Arrays.stream(Standing.values()).filter(standing -> !STANDINGS.contains(standing)))
                .containsExactly(Standing.CLOSED_WITH_LATE_PAYMENT);
        STANDINGS.forEach(standing -> assertThat(cell(standing.order, Samples.byQuery(Samples.says(Said.DECLINED))))
                .isEqualTo(cell(standing.order, Samples.byQuery(Samples.says(Said.UNPAID)))));
    }
}
