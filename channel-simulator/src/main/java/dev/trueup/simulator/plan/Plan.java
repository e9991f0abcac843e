package dev.trueup.simulator.plan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the channels and the buyers behave. All durations but {@code slowAnswer} are nominal: divided by
 * {@code trueup.clock.scale} where somebody waits for them.
 *
 * @param seed the same seed gives the same payment the same faults
 * @param manual true: buyers do nothing by themselves
 * @param buyers the share of each behaviour; relative weights of 0 to 1, not all 0
 * @param faults the probability of each fault, 0 to 1; absent ones never happen
 * @param buyerDelay how long a buyer takes for each step
 * @param callbackDelay from an outcome to its callback
 * @param longCallbackDelay the same under {@link Fault#LONG_DELAY}
 * @param refundDelay from a refund's request to its outcome
 * @param secondPaymentDelay from the first charge to the second
 * @param repeatGap between two repetitions of a callback
 * @param mostRepeats how many repetitions at most, 1 to 100
 * @param mostLostAcknowledgements how many acknowledgements of one callback are lost at most, 1 to 15
 * @param slowAnswer how late a late answer to create is, wall time, up to 30 s: time-outs are not scaled either
 * @param overrides what single payments get instead, by reference; at most 1000
 * @param callsPerSecond how many of the merchant's calls a channel answers within any second, wall time, by channel id, 1
 *     to 100,000; absent channels answer all
 * @param disturbances when channels are not well; at most 100; of several at a time the first
 */
public record Plan(
        long seed,
        boolean manual,
        Map<Buyer, Double> buyers,
        Map<Fault, Double> faults,
        Span buyerDelay,
        Span callbackDelay,
        Span longCallbackDelay,
        Span refundDelay,
        Span secondPaymentDelay,
        Duration repeatGap,
        int mostRepeats,
        int mostLostAcknowledgements,
        Duration slowAnswer,
        Map<String, FaultOverride> overrides,
        Map<String, Integer> callsPerSecond,
        List<Disturbance> disturbances) {
    static final int MOST_REPEATS = 100;
    static final int MOST_LOST_ACKNOWLEDGEMENTS = 15;
    private static final int MOST_OVERRIDES = 1000;
    private static final int LONGEST_REFERENCE = 64;
    private static final Duration SLOWEST_ANSWER = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException naming the field that is out of its range */
    public Plan {
        buyers.forEach((buyer, share) -> requireShare("buyers." + wire(buyer), share));
        if (buyers.values().stream().mapToDouble(Double::doubleValue).sum() <= 0) {
            throw new IllegalArgumentException("buyers must have at least one share above 0");
        }
        faults.forEach((fault, probability) -> requireShare("faults." + wire(fault), probability));
        Span.require("buyerDelay", buyerDelay);
        Span.require("callbackDelay", callbackDelay);
        Span.require("longCallbackDelay", longCallbackDelay);
        Span.require("refundDelay", refundDelay);
        Span.require("secondPaymentDelay", secondPaymentDelay);
        Span.requireDuration("repeatGap", repeatGap);
        requireCount("mostRepeats", mostRepeats, 1, MOST_REPEATS);
        requireCount("mostLostAcknowledgements", mostLostAcknowledgements, 1, MOST_LOST_ACKNOWLEDGEMENTS);
        requireWallTime("slowAnswer", slowAnswer);
        requireCount("the number of overrides", overrides.size(), 0, MOST_OVERRIDES);
        overrides
                .keySet()
                .forEach(reference -> requireCount(
                        "the length of the reference overrides." + reference,
                        reference.length(),
                        1,
                        LONGEST_REFERENCE));
        callsPerSecond =
                Objects.requireNonNullElse(callsPerSecond, Map.of()); // absent from what older ones have stored
        callsPerSecond.forEach((channel, calls) -> requireCount("callsPerSecond." + channel, calls, 1, 100_000));
        disturbances = Objects.requireNonNullElse(disturbances, List.of());
        requireCount("the number of disturbances", disturbances.size(), 0, 100);
        for (int i = 0; i < disturbances.size(); i++) {
            Disturbance.require("disturbances[" + i + "]", disturbances.get(i));
        }
        callsPerSecond = Map.copyOf(callsPerSecond);
        disturbances = List.copyOf(disturbances);
        buyers = Map.copyOf(buyers);
        faults = Map.copyOf(faults);
        overrides = Map.copyOf(overrides);
    }

    /**
     * What happens to the payment with this key: a pure function of the plan and the key.
     *
     * @param key the payment's reference, or its running number where it has none
     */
    public Faults faultsOf(String key) {
        Draw draw = new Draw(seed, key);
        Set<Fault> befall = EnumSet.noneOf(Fault.class);
        faults.forEach((fault, probability) -> {
            if (draw.happens(fault.name(), probability)) {
                befall.add(fault);
            }
        });
        Faults drawn = new Faults(
                befall,
                manual ? Buyer.WAIT : buyer(draw.uniform("buyer")),
                draw.within("buyerDelay", buyerDelay),
                draw.within("callbackDelay", callbackDelay),
                draw.within("longCallbackDelay", longCallbackDelay),
                callbackDelay.max(),
                draw.within("sideDelay", callbackDelay),
                draw.upTo("repeats", mostRepeats),
                repeatGap,
                draw.upTo("lostAcknowledgements", mostLostAcknowledgements),
                draw.within("secondPaymentDelay", secondPaymentDelay),
                draw.within("refundDelay", refundDelay),
                slowAnswer);
        FaultOverride override = overrides.get(key);
        return override == null ? drawn : override.on(drawn);
    }

    private Buyer buyer(double share) {
        // in the order of their declaration, whatever the order of the map
        Map<Buyer, Double> ordered = new EnumMap<>(buyers);
        double left = share
                * ordered.values().stream().mapToDouble(Double::doubleValue).sum();
        Buyer last = Buyer.WAIT;
        for (Map.Entry<Buyer, Double> entry : ordered.entrySet()) {
            if (entry.getValue() > 0) {
                last = entry.getKey();
                left -= entry.getValue();
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    static void requireCount(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " must be from " + least + " to " + most + ", but is " + value);
        }
    }

    static void requireWallTime(String field, Duration value) {
        if (value.isNegative() || value.compareTo(SLOWEST_ANSWER) > 0) {
            throw new IllegalArgumentException(field + " must be a duration from PT0S to PT30S, but is " + value);
        }
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must be from 0 to 1, but is " + value);
        }
    }

    private static String wire(Enum<?> constant) {
        return WireNames.of(constant);
    }
}
