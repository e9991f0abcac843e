package dev.trueup.simulation.checks;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.store.OrderDocument;
import dev.trueup.simulation.store.Stores;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the channel said is kept once that is acknowledged, and nothing else is. */
public final class CallbackChecks {
    private final Findings findings;
    private final Ledger ledger;
    private final Stores stores;
    private final Set<String> kept = new HashSet<>();
    private final Set<ChannelStatement> acknowledged = new HashSet<>();

    CallbackChecks(Findings findings, Ledger ledger, Stores stores) {
        this.findings = findings;
        this.ledger = ledger;
        this.stores = stores;
    }

    void published(IncomingCallback callback) {
        kept.add(text(callback.message().body()));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The channel was answered that it need not tell this again. */
    public void acknowledged(byte[] body, ChannelStatement statement) {
        String text = text(body);
        findings.check(
                kept.contains(text), Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT, () -> "acknowledged and not kept: " + text);
        acknowledged.add(statement);
    }

    /** A callback about an order is dealt with: it is not read again. */
    public void takenUp(ChannelStatement statement) {
        OrderDocument stored = stores.durableOrders().get(statement.orderNo());
        if (stored != null && ledger.isTrue(statement)) {
            Order order = stored.order();
            boolean known = order.payments().stream()
                    .anyMatch(payment -> payment.transactionId().equals(statement.transactionId()));
            findings.check(
                    known || !order.attention().isEmpty(),
                    Guarantee.ANSWERS_STAY_TRUE,
                    () -> statement.transactionId() + " was told and dealt with, and " + order.orderNo()
                            + " does not know of it");
        }
    }

    void statementKept(Kept statement) {
        findings.check(
                ledger.hasSaid(statement.statement()),
                Guarantee.ONLY_THE_CHANNELS_WORD,
                () -> "kept, but never said: " + statement.statement());
    }

    /** Whether the channel's word that the order is paid is kept for good. */
    public boolean isPaidByStatements(String orderNo) {
        return stores.durableStatements().values().stream()
                .map(Kept::statement)
                .anyMatch(statement -> statement.orderNo().equals(orderNo)
                        && statement.said() == ChannelStatement.Said.PAID
                        && ledger.isTrue(statement));
    }

    /** What was acknowledged and is not kept; null for nothing. */
    @Nullable
    Violation unkept() {
        for (ChannelStatement statement : acknowledged) {
            boolean stored = stores.durableStatements().values().stream()
                    .anyMatch(one -> one.statement().equals(statement));
            if (!stored) {
                return new Violation(
                        Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT, "a callback was acknowledged and is gone: " + statement);
            }
        }
        return null;
    }
}
