package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * All that goes wrong with one payment, and what its buyer does. Durations are nominal, but for {@code slowAnswer}.
 *
 * @param befall which faults
 * @param buyer what the buyer does by himself
 * @param buyerDelay how long he takes for each step
 * @param callbackDelay from an outcome to its callback
 * @param longCallbackDelay the same under {@link Fault#LONG_DELAY}
 * @param hold added to it under {@link Fault#REORDER}
 * @param sideDelay from the outcome to the callbacks that are forged, tampered with or wrong
 * @param repeats how many more times the callback comes under {@link Fault#REPEAT}, 0 to 100
 * @param repeatGap between two of them
 * @param lostAcknowledgements how many are lost under {@link Fault#LOST_ACKNOWLEDGEMENT}, 0 to 15
 * @param secondPaymentDelay from the first charge to the second
 * @param refundDelay from a refund's request to its outcome
 * @param slowAnswer how long the answer to create takes under {@link Fault#ANSWER_SLOW}, wall time
 */
public record Faults(
        Set<Fault> befall,
        Buyer buyer,
        Duration buyerDelay,
        Duration callbackDelay,
        Duration longCallbackDelay,
        Duration hold,
        Duration sideDelay,
        int repeats,
        Duration repeatGap,
        int lostAcknowledgements,
        Duration secondPaymentDelay,
        Duration refundDelay,
        Duration slowAnswer) {

    public Faults {
        befall = Set.copyOf(befall);
    }

    public boolean has(Fault fault) {
        return befall.contains(fault);
    }

    /** How long after the outcome its callback goes out, but for {@link Fault#REORDER}. */
    public Duration outcomeDelay() {
        return has(Fault.LONG_DELAY) ? longCallbackDelay : callbackDelay;
    }

    /** The one fault of the answer to create, if any: of several the first. */
    @JsonIgnore
    public Optional<Fault> answer() {
        return befall.stream().filter(Fault::isAnswer).min(Comparator.naturalOrder());
    }
}
