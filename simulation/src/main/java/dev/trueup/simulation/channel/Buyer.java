package dev.trueup.simulation.channel;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.time.Chance;
import dev.trueup.simulation.time.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What buyers do at the channel, and how the channel tells of it. */
public final class Buyer {
    private static final int[] AGAIN_SECONDS = {15, 15, 30, 60};

    private final History history;
    private final Scheduler scheduler;
    private final Ledger ledger;
    private final Plans plans;
    private final Callbacks callbacks;

    /** Where the channel's callbacks are taken. */
    public interface Callbacks {
        /** Whether it is acknowledged, as far as the channel learns. */
        boolean take(byte[] body, String signature);
    }

    public Buyer(History history, Ledger ledger, Plans plans, Callbacks callbacks) {
        this.history = history;
        this.scheduler = history.scheduler();
        this.ledger = ledger;
        this.plans = plans;
        this.callbacks = callbacks;
    }

    /** The channel takes payments for it from now on. */
    public void begin(Ledger.Account account) {
        Plan plan = plans.of(account.reference);
        long open = Math.max(0, account.expiresAt.toEpochMilli() - now());
        if (plan.declined()) {
            later(chance().between(0, plan.payAfter()), () -> decline(account, plan));
        }
        if (plan.does() == Plan.Does.PAYS) {
            later(plan.payAfter(), () -> pay(account, plan, "tx-1", plan.lost()));
        }
        if (plan.second()) {
            long after = plan.payAfter() + chance().between(0, chance().oneIn(2) ? 100 : 20_000);
            later(after, () -> pay(account, plan, "tx-2", plan.secondLost()));
        }
        if (plan.does() == Plan.Does.FAILS) {
            later(plan.payAfter(), () -> end(account, plan, Said.FAILED));
        }
        if (plan.tampered()) {
            later(chance().between(0, open), () -> forge(account));
        }
        if (!ledger.keepsOpen()) {
            later(open + chance().between(0, 5_000), () -> end(account, plan, Said.CLOSED));
        }
    }

    private Chance chance() {
        return history.chance();
    }

    private long now() {
        return scheduler.now();
    }

    private void later(long millis, Runnable deed) {
        scheduler.spawn(null, millis, deed);
    }

    private void decline(Ledger.Account account, Plan plan) {
        if (account.state == Said.UNPAID) {
            account.scanned = true;
            history.story().tell("channel", () -> "declines an attempt to pay " + account.orderNo);
            deliver(ledger.say(ledger.declined(account)), plan.repeats());
        }
    }

    private void pay(Ledger.Account account, Plan plan, String transaction, boolean lost) {
        if (account.state != Said.UNPAID && account.state != Said.PAID && !plan.late()) {
            return;
        }
        Money money = plan.wrongCharge() ? new Money(account.total.amount() + 1, "CNY") : account.total;
        Ledger.Charge charge =
                new Ledger.Charge(transaction + "-" + account.orderNo, money, Instant.ofEpochMilli(now()));
        account.charges.add(charge);
        account.scanned = true;
        account.state = Said.PAID;
        history.story()
                .tell("buyer", () -> "pays " + money + " for " + account.orderNo + " as " + charge.transactionId);
        ChannelStatement statement = ledger.say(ledger.paid(account, charge));
        if (plan.wrongNotice()) {
            ChannelStatement wrong = ledger.say(ledger.paid(
                    account, new Ledger.Charge(charge.transactionId, new Money(money.amount() + 7, "CNY"), charge.at)));
            later(chance().between(0, 2_000), () -> deliver(wrong, plan.repeats()));
        }
        if (!lost) {
            deliver(statement, plan.repeats());
        }
    }

    private void end(Ledger.Account account, Plan plan, Said said) {
        if (account.state == Said.UNPAID) {
            account.end(said);
            account.scanned |= said == Said.FAILED;
            history.story().tell("channel", () -> "ends " + account.orderNo + " as " + said);
            if (chance().oneIn(3) && !plan.lost() && !ledger.hides(account)) {
                deliver(ledger.say(ledger.unpaid(account)), plan.repeats());
            }
        }
    }

    private void forge(Ledger.Account account) {
        Ledger.Charge charge = new Ledger.Charge("tx-forged", account.total, Instant.ofEpochMilli(now()));
        ChannelStatement claim = chance().oneIn(3) ? ledger.declined(account) : ledger.paid(account, charge);
        byte[] body = LedgerProtocol.body(claim);
        boolean unused = callbacks.take(body, LedgerProtocol.signature("forged".getBytes(StandardCharsets.UTF_8)));
    }

    /** The channel gives money back after a while, or finds that it cannot, and mostly tells of it. */
    void refund(Ledger.Account account, Ledger.Charge charge, RefundReport report) {
        later(chance().below(chance().oneIn(2) ? 500 : 20_000), () -> {
            boolean fails = history.has(Fault.REFUNDS_FAIL) && chance().oneIn(2);
            Progress progress = fails ? Progress.FAILED : Progress.SUCCEEDED;
            RefundReport ended = new RefundReport(report.refundNo(), report.money(), progress);
            charge.refunds.put(report.refundNo(), ended);
            history.story().tell("channel", () -> "refund " + report.refundNo() + " is " + progress);
            if (!history.has(Fault.CALLBACKS_LOST) || chance().oneIn(2)) {
                tell(ledger.refunded(account, charge, ended));
            }
        });
    }

    private void tell(@Nullable ChannelStatement statement) {
        if (statement != null) {
            deliver(ledger.say(statement), 0);
        }
    }

    /** Sends until it is acknowledged, and after that as often as it is repeated. */
    private void deliver(ChannelStatement statement, int repeats) {
        byte[] body = LedgerProtocol.body(statement);
        String signature = LedgerProtocol.signature(body);
        Chance chance = history.chance();
        scheduler.sleep(
                history.has(Fault.CALLBACKS_SLOW) && chance.oneIn(2)
                        ? chance.between(0, 200_000)
                        : chance.between(0, chance.oneIn(2) ? 20 : 3_000));
        int acknowledged = 0;
        for (int tries = 0; ; tries++) {
            if (callbacks.take(body, signature) && acknowledged++ >= repeats) {
                return;
            }
            int seconds = AGAIN_SECONDS[Math.min(tries, AGAIN_SECONDS.length - 1)];
            scheduler.sleep(chance.oneIn(2) ? chance.between(0, 2_000) : seconds * 1_000L);
        }
    }
}
