package dev.trueup.simulator.plan;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one payment gets instead of what was drawn for it. As JSON it is flat: {@code {"drop": true, "delay": "PT3S"}}.
 *
 * @param buyer what the buyer does
 * @param buyerDelay how long he takes, nominal
 * @param delay from the outcome to its callback, nominal; switches {@link Fault#LONG_DELAY} off unless it is named
 * @param repeats how many more times the callback comes, 0 to 100
 * @param lostAcknowledgements how many acknowledgements are lost, 0 to 15
 * @param faults each named fault switched on or off
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FaultOverride(
        @Nullable Buyer buyer,
        @Nullable Duration buyerDelay,
        @Nullable Duration delay,
        @Nullable Integer repeats,
        @Nullable Integer lostAcknowledgements,
        @JsonAnyGetter Map<Fault, Boolean> faults) {

    private static final String KNOWN = Stream.concat(
                    Stream.of("buyer", "buyerDelay", "delay", "repeats", "lostAcknowledgements"),
                    Arrays.stream(Fault.values()).map(WireNames::of))
            .collect(Collectors.joining(", "));

    /** Checks every range; an error names the field. */
    public FaultOverride {
        faults = Map.copyOf(faults);
        if (buyerDelay != null) {
            Span.requireDuration("buyerDelay", buyerDelay);
        }
        if (delay != null) {
            Span.requireDuration("delay", delay);
        }
        Plan.requireCount("repeats", repeats == null ? 0 : repeats, 0, Plan.MOST_REPEATS);
        Plan.requireCount(
                "lostAcknowledgements",
                lostAcknowledgements == null ? 0 : lostAcknowledgements,
                0,
                Plan.MOST_LOST_ACKNOWLEDGEMENTS);
    }

    /** Reads the flat form; a field that is neither of the first ones nor a fault is an error. */
    @JsonCreator
    static FaultOverride flat(
            @JsonProperty("buyer") @Nullable Buyer buyer,
            @JsonProperty("buyerDelay") @Nullable Duration buyerDelay,
            @JsonProperty("delay") @Nullable Duration delay,
            @JsonProperty("repeats") @Nullable Integer repeats,
            @JsonProperty("lostAcknowledgements") @Nullable Integer lostAcknowledgements,
            @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {
        Map<Fault, Boolean> faults = new EnumMap<>(Fault.class);
        if (others != null) {
            others.forEach((name, on) -> {
                Fault fault = WireNames.find(Fault.class, name)
                        .orElseThrow(() -> new IllegalArgumentException(name + " is not known; there are " + KNOWN));
                if (!(on instanceof Boolean happens)) {
                    throw new IllegalArgumentException(name + " must be true or false");
                }
                faults.put(fault, happens);
            });
        }
        return new FaultOverride(buyer, buyerDelay, delay, repeats, lostAcknowledgements, faults);
    }

    public static FaultOverride of(Map<Fault, Boolean> faults) {
        return new FaultOverride(null, null, null, null, null, faults);
    }

    /** {@code drawn} with everything that is named here in its place. */
    public Faults on(Faults drawn) {
        Set<Fault> befall = EnumSet.noneOf(Fault.class);
        befall.addAll(drawn.befall());
        if (delay != null) {
            befall.remove(Fault.LONG_DELAY);
        }
        countSwitches(befall, Fault.REPEAT, repeats);
        countSwitches(befall, Fault.LOST_ACKNOWLEDGEMENT, lostAcknowledgements);
        faults.forEach((fault, on) -> {
            if (on) {
                befall.add(fault);
            } else {
                befall.remove(fault);
            }
        });
        return new Faults(
                befall,
                Objects.requireNonNullElse(buyer, drawn.buyer()),
                Objects.requireNonNullElse(buyerDelay, drawn.buyerDelay()),
                Objects.requireNonNullElse(delay, drawn.callbackDelay()),
                drawn.longCallbackDelay(),
                drawn.hold(),
                drawn.sideDelay(),
                Objects.requireNonNullElse(repeats, drawn.repeats()),
                drawn.repeatGap(),
                Objects.requireNonNullElse(lostAcknowledgements, drawn.lostAcknowledgements()),
                drawn.secondPaymentDelay(),
                drawn.refundDelay(),
                drawn.slowAnswer());
    }

    private static void countSwitches(Set<Fault> befall, Fault fault, @Nullable Integer count) {
        if (count == null) {
            return;
        }
        if (count > 0) {
            befall.add(fault);
        } else {
            befall.remove(fault);
        }
    }
}
