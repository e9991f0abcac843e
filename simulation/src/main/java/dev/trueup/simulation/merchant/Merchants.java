package dev.trueup.simulation.merchant;

import dev.trueup.simulation.channel.Buyer;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.channel.Plans;
import dev.trueup.simulation.checks.Checks;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.services.Services;

/** All merchants of a history, and what they find around them. */
public final class Merchants {
    private final History history;
    private final Services services;
    private final Ledger ledger;
    private final Plans plans;
    private final Buyer buyer;
    private final Checks checks;
    private int underWay;

    public Merchants(History history, Services services, Ledger ledger, Plans plans, Buyer buyer, Checks checks) {
        this.history = history;
        this.services = services;
        this.ledger = ledger;
        this.plans = plans;
        this.buyer = buyer;
        this.checks = checks;
    }

    /** Each of the history's wishes comes up some time in its first part. */
    public void begin() {
        for (int wish = 0; wish < history.scenario().orders(); wish++) {
            Merchant merchant = new Merchant(this, wish);
            plans.put(merchant.reference(), merchant.plan());
            begin(history.chance().below(history.scenario().seconds() * 200), merchant::act);
        }
    }

    /** Begins something that must come to its end before all is settled. */
    void begin(long delay, Runnable deed) {
        underWay++;
        history.scheduler().spawn(null, delay, () -> {
            deed.run();
            underWay--;
        });
    }

    /** Whether one is still without an answer. */
    public boolean anyWaiting() {
        return underWay > 0;
    }

    History history() {
        return history;
    }

    Services services() {
        return services;
    }

    Ledger ledger() {
        return ledger;
    }

    Buyer buyer() {
        return buyer;
    }

    Checks checks() {
        return checks;
    }
}
