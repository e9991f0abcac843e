package dev.trueup.simulation.merchant;

import dev.trueup.channels.Money;
import dev.trueup.orders.closing.Closing;
import dev.trueup.orders.order.Lifecycle;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.RefundNumbers;
import dev.trueup.orders.order.RefundRule;
import dev.trueup.orders.order.RefundRule.Judgement;
import dev.trueup.orders.order.Terms;
import dev.trueup.orders.placing.IdempotencyKeys;
import dev.trueup.orders.placing.PlaceOrder;
import dev.trueup.orders.placing.Placed;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.Plan;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.history.Scenario;
import dev.trueup.simulation.services.Services;
import dev.trueup.simulation.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One wish of a merchant, repeated with the same key until it is answered, and sometimes after that. */
final class Merchant {
    private static final int MOST_TRIES = 12;

    private final Merchants all;
    private final History history;
    private final Services services;
    private final String reference;
    private final PlaceOrder wish;
    private final IdempotencyKeys.Key key;
    private final Plan plan;
    private final boolean registers;

    Merchant(Merchants all, int number) {
        this.all = all;
        this.history = all.history();
        this.services = all.services();
        this.reference = "wish-" + number;
        Scenario scenario = history.scenario();
        Chance own = new Chance(Chance.mixed(scenario.seed() * 31 + number));
        Duration expiresIn = Duration.ofSeconds(own.of(List.of(20, 60, 120)));
        Money total = new Money(100 + number, "CNY");
        this.wish = new PlaceOrder("102030", "6666", 1, total, Ledger.CHANNEL, reference, null, expiresIn);
        this.key = new IdempotencyKeys.Key("key-" + number, "fingerprint-" + number);
        this.plan = Plan.of(scenario, own, expiresIn.toMillis());
        this.registers = scenario.has(Fault.REGISTERED_LATER) && own.oneIn(2);
    }

    String reference() {
        return reference;
    }

    Plan plan() {
        return plan;
    }

    void act() {
        String orderNo = registers ? register() : place();
        if (history.has(Fault.CLOSED_BY_MERCHANT)) {
            all.begin(history.chance().below(history.chance().oneIn(2) ? 3_000 : 60_000), () -> close(orderNo));
        }
        if (history.has(Fault.REFUNDED_BY_MERCHANT)) {
            giveBack(orderNo, "r1", null);
            giveBack(orderNo, "r2", wish.total().amount() / 2);
        }
        if (!registers && history.has(Fault.REPEATED_REQUESTS)) {
            history.scheduler().sleep(history.chance().below(10_000));
            String unused = place();
        }
    }

    private String place() {
        if (history.has(Fault.REPEATED_REQUESTS)) {
            history.scheduler().spawn(null, history.chance().below(200), this::placeOnce);
        }
        String orderNo = placeOnce();
        while (orderNo == null) {
            pause();
            orderNo = placeOnce();
        }
        return orderNo;
    }

    private void pause() {
        history.scheduler().sleep(1_000 + history.chance().below(5_000));
    }

    private @Nullable String placeOnce() {
        Placed placed = services.request(replica -> replica.placing().place(wish, key));
        String orderNo = switch (placed) {
            case null -> null;
            case Placed.Open open -> open.stored().order().orderNo();
            case Placed.RefusedByChannel refused -> refused.stored().order().orderNo();
            case Placed.KeyReused reused -> reused.orderNo();
        };
        if (orderNo != null) {
            history.story().tell("merchant", () -> reference + " is " + orderNo);
            all.checks().ofMerchants().answered(reference, orderNo);
        }
        return orderNo;
    }

    /** The merchant's own code has the order paid at the channel, and tells of it when it gets there. */
    private String register() {
        String orderNo = null;
        while (orderNo == null) {
            orderNo = services.request(replica -> replica.numbers().next());
        }
        Instant now = Instant.ofEpochMilli(history.scheduler().now());
        Instant expiresAt = now.plus(wish.expiresIn());
        Terms terms = new Terms(
                orderNo,
                Ledger.CHANNEL,
                Ledger.MERCHANT,
                wish.total(),
                wish.goodsId(),
                wish.userId(),
                wish.num(),
                reference,
                null,
                now,
                expiresAt);
        Ledger.Account account = new Ledger.Account(orderNo, wish.total(), reference, expiresAt);
        all.ledger().accounts().put(orderNo, account);
        history.story().tell("merchant", () -> reference + " goes to the channel as " + terms.orderNo());
        all.buyer().begin(account);
        history.scheduler().sleep(history.chance().between(0, 20_000));
        while (true) {
            boolean knownToBePaid = all.checks().ofCallbacks().isPaidByStatements(terms.orderNo());
            Orders.StoredOrder stored = services.request(
                    replica -> replica.settlement().open(Lifecycle.registered(terms), Orders.Opening.NOTHING, null));
            if (stored != null) {
                all.checks().ofMerchants().registered(reference, stored.order(), knownToBePaid);
                return orderNo;
            }
            pause();
        }
    }

    private void close(String orderNo) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Closing.Result> result =
                    services.request(replica -> replica.closing().close(orderNo));
            if (result != null && result.orElse(null) instanceof Closing.Result.Decided(var order)) {
                history.story().tell("merchant", () -> orderNo + " is closed, or was " + order.state());
                all.checks().ofMerchants().decided(orderNo);
                return;
            }
            pause();
        }
    }

    private void giveBack(String orderNo, String number, @Nullable Long amount) {
        if (history.chance().oneIn(4)) {
            return;
        }
        String refundNo = RefundNumbers.ofMerchant(orderNo, number);
        int pause = history.chance().below(history.chance().oneIn(2) ? 20_000 : 3_000);
        all.begin(pause, () -> {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Optional<Judgement> judgement = services.request(
                        replica -> replica.refunding().request(orderNo, new RefundRule.Wish(refundNo, null, amount)));
                if (judgement != null && !(judgement.orElse(null) instanceof Judgement.NoCharge)) {
                    if (judgement.orElse(null) instanceof Judgement.Repeated(var payment, var refund)) {
                        history.story().tell("merchant", () -> refundNo + " of " + refund.amount() + " is granted");
                        all.checks().ofMerchants().granted(orderNo, payment.transactionId(), refundNo);
                    }
                    return;
                }
                pause();
            }
        });
    }
}
