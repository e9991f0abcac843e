package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different from another plan; what is not named stays. Without {@code preset} it changes the plan in
 * force; with it the preset, which leaves seed and overrides as they are. Of {@code buyers} and {@code faults} single
 * entries can be named; {@code overrides}, {@code callsPerSecond} and
 * {@code disturbances} are replaced as a whole.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanChange(
        @Nullable Preset preset,
        @Nullable Long seed,
        @Nullable Boolean manual,
        @Nullable Map<Buyer, Double> buyers,
        @Nullable Map<Fault, Double> faults,
        @Nullable Span buyerDelay,
        @Nullable Span callbackDelay,
        @Nullable Span longCallbackDelay,
        @Nullable Span refundDelay,
        @Nullable Span secondPaymentDelay,
        @Nullable Duration repeatGap,
        @Nullable Integer mostRepeats,
        @Nullable Integer mostLostAcknowledgements,
        @Nullable Duration slowAnswer,
        @Nullable Map<String, FaultOverride> overrides,
        @Nullable Map<String, Integer> callsPerSecond,
        @Nullable List<Disturbance> disturbances) {

    /** A change of nothing but the preset. */
    public static PlanChange to(Preset preset) {
        return new PlanChange(
                preset, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * The changed plan.
     *
     * @throws IllegalArgumentException naming the field that is out of its range
     */
    public Plan on(Plan inForce) {
        Plan from = preset == null ? inForce : preset.plan();
        return new Plan(
                Objects.requireNonNullElse(seed, inForce.seed()),
                Objects.requireNonNullElse(manual, from.manual()),
                merged("buyers", from.buyers(), buyers),
                merged("faults", from.faults(), faults),
                Objects.requireNonNullElse(buyerDelay, from.buyerDelay()),
                Objects.requireNonNullElse(callbackDelay, from.callbackDelay()),
                Objects.requireNonNullElse(longCallbackDelay, from.longCallbackDelay()),
                Objects.requireNonNullElse(refundDelay, from.refundDelay()),
                Objects.requireNonNullElse(secondPaymentDelay, from.secondPaymentDelay()),
                Objects.requireNonNullElse(repeatGap, from.repeatGap()),
                Objects.requireNonNullElse(mostRepeats, from.mostRepeats()),
                Objects.requireNonNullElse(mostLostAcknowledgements, from.mostLostAcknowledgements()),
                Objects.requireNonNullElse(slowAnswer, from.slowAnswer()),
                Objects.requireNonNullElse(overrides, inForce.overrides()),
                Objects.requireNonNullElse(callsPerSecond, from.callsPerSecond()),
                Objects.requireNonNullElse(disturbances, from.disturbances()));
    }

    private static <K, V> Map<K, V> merged(String field, Map<K, V> from, @Nullable Map<K, V> change) {
        Map<K, V> merged = new HashMap<>(from);
        if (change != null) {
            change.forEach((key, value) -> {
                if (value == null) {
                    throw new IllegalArgumentException(field + "." + key + " must not be null");
                }
                merged.put(key, value);
            });
        }
        return merged;
    }
}
