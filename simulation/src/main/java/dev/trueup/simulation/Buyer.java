package dev.trueup.simulation;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What buyers do at the channel, and how the channel tells of it. */
final class Buyer {
    private static final int[] AGAIN_SECONDS = {15, 15, 30, 60};

    private final World world;
    private final Ledger ledger;

    enum Does {
        PAYS,
        FAILS,
        GOES_AWAY
    }

    /**
     * What becomes of one payment.
     *
     * @param payAfter so many milliseconds after the channel took it; may be after its expiry
     * @param lost whether no callback tells of the charge
     * @param secondLost whether none tells of the second charge
     * @param declined whether an attempt was declined before
     */
    record Plan(
            Does does,
            long payAfter,
            boolean refused,
            boolean lies,
            boolean wrongCharge,
            boolean second,
            boolean late,
            boolean lost,
            boolean secondLost,
            boolean wrongNotice,
            boolean tampered,
            boolean declined,
            int repeats) {}

    Buyer(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    static Plan plan(Scenario scenario, Chance chance, long expiresIn) {
        int what = chance.below(20);
        boolean second = scenario.has(Fault.SECOND_PAYMENTS) && chance.oneIn(2);
        boolean late = scenario.has(Fault.LATE_PAYMENTS) && chance.oneIn(2);
        long payAfter = late
                ? expiresIn + chance.between(-3_000, chance.oneIn(2) ? 3_000 : 90_000)
                : chance.between(0, chance.oneIn(3) ? 50 : chance.oneIn(2) ? 2_000 : expiresIn);
        return new Plan(
                second || late || what < 13 ? Does.PAYS : what < 16 ? Does.FAILS : Does.GOES_AWAY,
                Math.max(0, payAfter),
                !second && !late && what == 19,
                scenario.has(Fault.CHANNEL_LIES) && chance.oneIn(2),
                scenario.has(Fault.WRONG_CHARGES) && chance.oneIn(2),
                second,
                late,
                scenario.has(Fault.CALLBACKS_LOST) && !late && chance.oneIn(2),
                scenario.has(Fault.CALLBACKS_LOST) && !late && chance.oneIn(2),
                scenario.has(Fault.CALLBACKS_WRONG) && chance.oneIn(2),
                scenario.has(Fault.CALLBACKS_TAMPERED) && chance.oneIn(2),
                chance.oneIn(6),
                scenario.has(Fault.CALLBACKS_REPEATED) ? chance.below(4) : 0);
    }

    /** The channel takes payments for it from now on. */
    void begin(Ledger.Account account, Plan plan) {
        long open = Math.max(0, account.expiresAt.toEpochMilli() - now());
        if (plan.declined()) {
            later(chance().between(0, plan.payAfter()), () -> decline(account, plan));
        }
        if (plan.does() == Does.PAYS) {
            later(plan.payAfter(), () -> pay(account, plan, "tx-1", plan.lost()));
        }
        if (plan.second()) {
            long after = plan.payAfter() + chance().between(0, chance().oneIn(2) ? 100 : 20_000);
            later(after, () -> pay(account, plan, "tx-2", plan.secondLost()));
        }
        if (plan.does() == Does.FAILS) {
            later(plan.payAfter(), () -> end(account, plan, Said.FAILED));
        }
        if (plan.tampered()) {
            later(chance().between(0, open), () -> forge(account));
        }
        later(open + chance().between(0, 5_000), () -> end(account, plan, Said.CLOSED));
    }

    private Chance chance() {
        return world.chance();
    }

    private long now() {
        return world.scheduler().now();
    }

    private void later(long millis, Runnable deed) {
        world.scheduler().spawn(null, millis, deed);
    }

    private void decline(Ledger.Account account, Plan plan) {
        if (account.state == Said.UNPAID) {
            world.story().tell("channel", () -> "declines an attempt to pay " + account.orderNo);
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
        account.state = Said.PAID;
        world.story().tell("buyer", () -> "pays " + money + " for " + account.orderNo + " as " + charge.transactionId);
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
            world.story().tell("channel", () -> "ends " + account.orderNo + " as " + said);
            if (chance().oneIn(3) && !plan.lost()) {
                deliver(ledger.say(ledger.unpaid(account)), plan.repeats());
            }
        }
    }

    private void forge(Ledger.Account account) {
        Ledger.Charge charge = new Ledger.Charge("tx-forged", account.total, Instant.ofEpochMilli(now()));
        ChannelStatement claim = chance().oneIn(3) ? ledger.declined(account) : ledger.paid(account, charge);
        byte[] body = LedgerProtocol.body(claim);
        boolean unused = world.callback(body, LedgerProtocol.signature("forged".getBytes(StandardCharsets.UTF_8)));
    }

    /** The channel gives money back after a while, or finds that it cannot, and mostly tells of it. */
    void refund(Ledger.Account account, Ledger.Charge charge, RefundReport report) {
        later(chance().below(chance().oneIn(2) ? 500 : 20_000), () -> {
            boolean fails = world.scenario().has(Fault.REFUNDS_FAIL) && chance().oneIn(2);
            Progress progress = fails ? Progress.FAILED : Progress.SUCCEEDED;
            charge.refunds.put(report.refundNo(), new RefundReport(report.refundNo(), report.money(), progress));
            world.story().tell("channel", () -> "refund " + report.refundNo() + " is " + progress);
            if (!world.scenario().has(Fault.CALLBACKS_LOST) || chance().oneIn(2)) {
                deliver(ledger.say(ledger.paid(account, charge)), 0);
            }
        });
    }

    /** Sends until it is acknowledged, and after that as often as it is repeated. */
    private void deliver(ChannelStatement statement, int repeats) {
        byte[] body = LedgerProtocol.body(statement);
        String signature = LedgerProtocol.signature(body);
        Chance chance = world.chance();
        world.scheduler()
                .sleep(
                        world.scenario().has(Fault.CALLBACKS_SLOW) && chance.oneIn(2)
                                ? chance.between(0, 200_000)
                                : chance.between(0, chance.oneIn(2) ? 20 : 3_000));
        int acknowledged = 0;
        for (int tries = 0; ; tries++) {
            if (world.callback(body, signature) && acknowledged++ >= repeats) {
                return;
            }
            int seconds = AGAIN_SECONDS[Math.min(tries, AGAIN_SECONDS.length - 1)];
            world.scheduler().sleep(chance.oneIn(2) ? chance.between(0, 2_000) : seconds * 1_000L);
        }
    }
}
