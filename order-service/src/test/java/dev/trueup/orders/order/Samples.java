package dev.trueup.orders.order;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One order and what may be said about it. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    public static final Money TOTAL = new Money(100, "CNY");
    public static final String ORDER_NO = "dcs01jdk7v5w3m8zq4x9t2r6y0b1c";
    static final Rules REFUND_LATE = new Rules(Rules.Policy.REFUND, Map.of(), Duration.ofMinutes(5));
    static final Rules ACCEPT_LATE = new Rules(Rules.Policy.ACCEPT, Map.of(), Duration.ofMinutes(5));

    private Samples() {}

    public static Terms terms() {
        return terms(ORDER_NO);
    }

    public static Terms terms(String orderNo) {
        return new Terms(
                orderNo,
                "sandbox",
                "merchant-1",
                TOTAL,
                "102030",
                "6666",
                10,
                "purchase-1",
                null,
                NOW,
                NOW.plus(Duration.ofHours(2)));
    }

    public static Order created() {
        return Lifecycle.created(terms()).order();
    }

    static Order pending() {
        return Lifecycle.taken(created(), NOW).orElseThrow().order();
    }

    static Order after(Order order, ChannelStatement... statements) {
        return after(REFUND_LATE, order, statements);
    }

    static Order after(Rules rules, Order order, ChannelStatement... statements) {
        Order now = order;
        for (ChannelStatement statement : statements) {
            Decision decision = new Decider(rules).decide(now, byQuery(statement));
            now = decision instanceof Decision.Changed changed
                    ? changed.transition().order()
                    : now;
        }
        return now;
    }

    static Heard byQuery(ChannelStatement statement) {
        return new Heard(statement, Heard.Source.QUERY, NOW.plusSeconds(60));
    }

    static Heard byCallback(ChannelStatement statement) {
        return new Heard(statement, Heard.Source.CALLBACK, NOW.plusSeconds(30));
    }

    public static ChannelStatement says(Said said) {
        return says(said, said == Said.PAID ? "tx-1" : null, TOTAL);
    }

    public static ChannelStatement says(Said said, @Nullable String transactionId, @Nullable Money total) {
        return says(said, transactionId, total, List.of());
    }

    static ChannelStatement says(
            Said said, @Nullable String transactionId, @Nullable Money total, List<RefundReport> refunds) {
        return new ChannelStatement(
                "sandbox",
                "merchant-1",
                ORDER_NO,
                "purchase-1",
                said,
                transactionId,
                said == Said.NOT_KNOWN ? null : total,
                said == Said.PAID ? NOW.plusSeconds(20) : null,
                refunds);
    }

    static ChannelStatement paid(String transactionId) {
        return says(Said.PAID, transactionId, TOTAL);
    }

    static RefundReport refund(String refundNo, long amount, RefundReport.Progress progress) {
        return new RefundReport(refundNo, new Money(amount, "CNY"), progress);
    }
}
