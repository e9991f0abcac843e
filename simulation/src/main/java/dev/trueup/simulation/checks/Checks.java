package dev.trueup.simulation.checks;

import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.Topics;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.orders.order.Statements.Kept;
import dev.trueup.simulation.broker.Broker;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.LedgerChannel;
import dev.trueup.simulation.channel.Plans;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.store.OrderDocument;
import dev.trueup.simulation.store.PendingOrderDocument;
import dev.trueup.simulation.store.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guarantees, each checked at every change that could break it. */
public final class Checks implements Stores.Watcher, Broker.Watcher {
    private final History history;
    private final Ledger ledger;
    private final Stores stores;
    private final Findings findings;
    private final OrderChecks ofOrders;
    private final EventChecks ofEvents;
    private final ChannelChecks ofChannel;
    private final CallbackChecks ofCallbacks;
    private final MerchantChecks ofMerchants;

    /**
     * Checks a history.
     *
     * @param notKnownMargin for how long after its expiry an order may still become known to the channel
     * @param unchecked guarantees to be left out
     */
    public Checks(
            History history,
            Ledger ledger,
            Plans plans,
            Stores stores,
            Duration notKnownMargin,
            Set<Guarantee> unchecked) {
        this.history = history;
        this.ledger = ledger;
        this.stores = stores;
        this.findings = new Findings(history, unchecked);
        this.ofOrders = new OrderChecks(history, findings, ledger, plans, notKnownMargin);
        this.ofEvents = new EventChecks(findings, stores);
        this.ofChannel = new ChannelChecks(history, findings);
        this.ofCallbacks = new CallbackChecks(findings, ledger, stores);
        this.ofMerchants = new MerchantChecks(findings, stores);
    }

    public Findings findings() {
        return findings;
    }

    public LedgerChannel.Watcher ofChannel() {
        return ofChannel;
    }

    public CallbackChecks ofCallbacks() {
        return ofCallbacks;
    }

    public MerchantChecks ofMerchants() {
        return ofMerchants;
    }

    @Override
    public void orderChanged(@Nullable OrderDocument before, OrderDocument after) {
        ofOrders.changed(before, after);
    }

    @Override
    public void statementKept(Kept statement) {
        ofCallbacks.statementKept(statement);
    }

    @Override
    public void pendingChanged(@Nullable PendingOrderDocument before, PendingOrderDocument after) {
        String orderNo = after.order().orderNo();
        OrderDocument stored = stores.durableOrders().get(orderNo);
        boolean decided = stored != null && stored.order().decided();
        if (after.order().settled()) {
            findings.check(
                    decided, Guarantee.NOTHING_FORGOTTEN, () -> orderNo + " is asked about no more, but not decided");
        } else if (before != null && before.order().settled()) {
            findings.check(
                    !decided || after.order().version() > before.order().version(),
                    Guarantee.ONE_EFFECT,
                    () -> orderNo + " was settled, and what is known already has it asked about again");
        }
    }

    @Override
    public void appended(Broker.Message message) {
        history.story()
                .tell(
                        "broker",
                        () -> message.topic() + " " + message.partition() + ":" + message.offset() + " "
                                + told(message));
        if (message.value() instanceof IncomingCallback callback) {
            ofCallbacks.published(callback);
        } else if (message.topic().equals(Topics.ORDERS)) {
            ofEvents.announced((OrderEvent) message.value());
        }
    }

    private static String told(Broker.Message message) {
        return switch (message.value()) {
            case OrderEvent event ->
                message.key() + " version " + event.version() + " "
                        + event.order().state();
            case IncomingCallback callback -> new String(callback.message().body(), StandardCharsets.UTF_8);
            default -> message.value().toString();
        };
    }

    /** What still has to happen when nothing goes wrong any more; null when all is well. */
    public @Nullable Violation unsettled() {
        for (OrderDocument stored : stores.durableOrders().values()) {
            for (Violation wrong : new Settled(ledger, stores, ofEvents, stored).unsettled()) {
                if (findings.isChecked(wrong.guarantee())) {
                    return wrong;
                }
            }
        }
        Violation untrue = findings.isChecked(Guarantee.ANSWERS_STAY_TRUE) ? ofMerchants.untrue() : null;
        return untrue == null && findings.isChecked(Guarantee.ACKNOWLEDGED_ONLY_WHEN_KEPT)
                ? ofCallbacks.unkept()
                : untrue;
    }
}
