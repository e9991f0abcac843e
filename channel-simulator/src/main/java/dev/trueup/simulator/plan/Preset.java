package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans with a name. */
public enum Preset {
    /** Every buyer pays, every callback comes once, within seconds. */
    @JsonProperty("calm")
    CALM,
    /** What a merchant meets in a bad week: most is well, and everything happens now and then. */
    @JsonProperty("realistic")
    REALISTIC,
    /** Everything, often. */
    @JsonProperty("hostile")
    HOSTILE,
    /** As realistic, and every channel is away for an hour, later slow, and away once more. */
    @JsonProperty("outage")
    OUTAGE;

    /** The plan of this name with seed 1. */
    public Plan plan() {
        return switch (this) {
            case CALM -> plan(Map.of(Buyer.PAY, 1.0), Map.of(Fault.SILENT_FAILURE, 1.0), List.of());
            case REALISTIC -> plan(buyers(0.82, 0.06, 0.05, 0.07), realistic(), List.of());
            case HOSTILE -> plan(buyers(0.6, 0.12, 0.13, 0.15), hostile(), List.of());
            case OUTAGE -> plan(buyers(0.82, 0.06, 0.05, 0.07), realistic(), outage());
        };
    }

    private static Plan plan(Map<Buyer, Double> buyers, Map<Fault, Double> faults, List<Disturbance> disturbances) {
        return new Plan(
                1,
                false,
                buyers,
                faults,
                Span.ofMillis(1_000, 20_000),
                Span.ofMillis(200, 5_000),
                new Span(Duration.ofMinutes(1), Duration.ofHours(6)),
                Span.ofMillis(1_000, 60_000),
                Span.ofMillis(1_000, 30_000),
                Duration.ofSeconds(1),
                5,
                2,
                Duration.ofSeconds(8),
                Map.of(),
                Map.of(),
                disturbances);
    }

    private static List<Disturbance> outage() {
        return List.of(
                disturbance(Disturbance.What.DOWN, 30, 60),
                disturbance(Disturbance.What.SLOW, 240, 60),
                disturbance(Disturbance.What.DOWN, 480, 15));
    }

    private static Disturbance disturbance(Disturbance.What what, long afterMinutes, long minutes) {
        return new Disturbance(null, what, Duration.ofMinutes(afterMinutes), Duration.ofMinutes(minutes), null);
    }

    private static Map<Buyer, Double> buyers(double pay, double fail, double declineFirst, double abandon) {
        return Map.of(Buyer.PAY, pay, Buyer.FAIL, fail, Buyer.DECLINE_FIRST, declineFirst, Buyer.ABANDON, abandon);
    }

    private static Map<Fault, Double> realistic() {
        Map<Fault, Double> faults = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            faults.put(fault, 0.01);
        }
        faults.put(Fault.LONG_DELAY, 0.05);
        faults.put(Fault.DROP, 0.04);
        faults.put(Fault.REPEAT, 0.1);
        faults.put(Fault.NEXT_DAY_REPEAT, 0.05);
        faults.put(Fault.REORDER, 0.05);
        faults.put(Fault.LOST_ACKNOWLEDGEMENT, 0.05);
        faults.put(Fault.FORGED, 0.03);
        faults.put(Fault.TAMPERED_INSTEAD, 0.2);
        faults.put(Fault.SILENT_FAILURE, 1.0);
        faults.put(Fault.TOLD_CLOSURE, 0.0);
        faults.put(Fault.CHARGED_AFTER_CLOSE, 0.0);
        return faults;
    }

    private static Map<Fault, Double> hostile() {
        Map<Fault, Double> faults = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            faults.put(fault, 0.1);
        }
        for (Fault fault : Set.of(Fault.DROP, Fault.REPEAT, Fault.REORDER, Fault.LOST_ACKNOWLEDGEMENT, Fault.FORGED)) {
            faults.put(fault, 0.25);
        }
        faults.put(Fault.TAMPERED_INSTEAD, 0.5);
        faults.put(Fault.SILENT_FAILURE, 0.5);
        faults.put(Fault.TOLD_CLOSURE, 0.3);
        // with a notice that is lost nobody could learn of it but from the channel's statement of account
        faults.put(Fault.CHARGED_AFTER_CLOSE, 0.0);
        return faults;
    }
}
