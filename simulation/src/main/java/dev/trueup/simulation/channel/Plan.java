package dev.trueup.simulation.channel;

import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.Scenario;
import dev.trueup.simulation.time.Chance;

/**
 * What becomes of one payment.
 *
 * @param payAfter so many milliseconds after the channel took it; may be after its expiry
 * @param lost whether no callback tells of the charge
 * @param secondLost whether none tells of the second charge
 * @param declined whether an attempt was declined before
 */
public record Plan(
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
        int repeats) {

    public enum Does {
        PAYS,
        FAILS,
        GOES_AWAY
    }

    /** What chance makes of a payment that expires in so many milliseconds. */
    public static Plan of(Scenario scenario, Chance chance, long expiresIn) {
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
}
