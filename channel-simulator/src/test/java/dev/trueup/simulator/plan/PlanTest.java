package dev.trueup.simulator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

class PlanTest {
    private static final int MANY = 4000;

    @Property(tries = 200)
    void sameSeedAndKeyGiveTheSameFaults(@ForAll long seed, @ForAll @StringLength(min = 1, max = 64) String key) {
        assertThat(hostile(seed).faultsOf(key)).isEqualTo(hostile(seed).faultsOf(key));
    }

    @Property(tries = 200)
    void onePlansProbabilityMovesNoOtherFault(
            @ForAll long seed, @ForAll String key, @ForAll Fault fault, @ForAll @DoubleRange(max = 1) double other) {
        Faults before = hostile(seed).faultsOf(key);
        Faults after = change(Map.of(fault, other)).on(hostile(seed)).faultsOf(key);
        for (Fault each : Fault.values()) {
            if (each != fault) {
                assertThat(after.has(each)).as(each.name()).isEqualTo(before.has(each));
            }
        }
        assertThat(after.buyer()).isEqualTo(before.buyer());
        assertThat(after.buyerDelay()).isEqualTo(before.buyerDelay());
    }

    @Property(tries = 100)
    void neverAndAlwaysAreKept(@ForAll long seed, @ForAll String key, @ForAll Fault fault) {
        assertThat(change(Map.of(fault, 0.0)).on(hostile(seed)).faultsOf(key).has(fault))
                .isFalse();
        assertThat(change(Map.of(fault, 1.0)).on(hostile(seed)).faultsOf(key).has(fault))
                .isTrue();
    }

    @Property(tries = 100)
    void everyDrawIsWithinItsSpan(@ForAll long seed, @ForAll String key) {
        Plan plan = hostile(seed);
        Faults faults = plan.faultsOf(key);
        within(faults.buyerDelay(), plan.buyerDelay());
        within(faults.callbackDelay(), plan.callbackDelay());
        within(faults.longCallbackDelay(), plan.longCallbackDelay());
        assertThat(faults.outcomeDelay())
                .isEqualTo(faults.has(Fault.LONG_DELAY) ? faults.longCallbackDelay() : faults.callbackDelay());
        within(faults.sideDelay(), plan.callbackDelay());
        within(faults.refundDelay(), plan.refundDelay());
        within(faults.secondPaymentDelay(), plan.secondPaymentDelay());
        assertThat(faults.repeats()).isBetween(1, plan.mostRepeats());
        assertThat(faults.lostAcknowledgements()).isBetween(1, plan.mostLostAcknowledgements());
    }

    @Example
    void faultsComeAsOftenAsThePlanSays() {
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        Map<Buyer, Integer> buyers = new EnumMap<>(Buyer.class);
        Plan plan = hostile(7);
        for (int i = 0; i < MANY; i++) {
            Faults faults = plan.faultsOf("cart-" + i);
            faults.befall().forEach(fault -> counts.merge(fault, 1, Integer::sum));
            buyers.merge(faults.buyer(), 1, Integer::sum);
        }
        plan.faults()
                .forEach((fault, probability) -> assertThat(counts.getOrDefault(fault, 0) / (double) MANY)
                        .as(fault.name())
                        .isBetween(probability - 0.03, probability + 0.03));
        plan.buyers()
                .forEach((buyer, share) -> assertThat(buyers.getOrDefault(buyer, 0) / (double) MANY)
                        .as(buyer.name())
                        .isBetween(share - 0.03, share + 0.03));
    }

    @Example
    void anotherSeedGivesOtherFaults() {
        assertThat(hostile(1).faultsOf("cart-1")).isNotEqualTo(hostile(2).faultsOf("cart-1"));
    }

    @Example
    void manualBuyersWaitWhateverTheirShares() {
        Plan plan = Preset.HOSTILE.plan();
        PlanChange manual = new PlanChange(
                null, null, true, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        assertThat(manual.on(plan).faultsOf("x").buyer()).isEqualTo(Buyer.WAIT);
    }

    @Example
    void anOverrideTakesTheDrawnFaultsPlace() {
        var override = new FaultOverride(
                Buyer.FAIL, null, Duration.ofSeconds(3), 4, 0, Map.of(Fault.DROP, true, Fault.FORGED, false));
        Plan always = change(all(1.0)).on(Preset.CALM.plan());
        PlanChange overrides = new PlanChange(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("cart-1", override),
                null,
                null);
        Faults faults = overrides.on(always).faultsOf("cart-1");
        assertThat(faults.buyer()).isEqualTo(Buyer.FAIL);
        assertThat(faults.callbackDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(faults.repeats()).isEqualTo(4);
        assertThat(faults.befall())
                .contains(Fault.DROP, Fault.REPEAT)
                .doesNotContain(Fault.FORGED, Fault.LOST_ACKNOWLEDGEMENT, Fault.LONG_DELAY);
        assertThat(overrides.on(always).faultsOf("cart-2").has(Fault.FORGED)).isTrue();
    }

    @Example
    void aPresetLeavesSeedAndOverridesAlone() {
        Plan inForce = new PlanChange(
                        null,
                        42L,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("cart-1", FaultOverride.of(Map.of(Fault.DROP, true))),
                        null,
                        null)
                .on(Preset.CALM.plan());
        Plan realistic = PlanChange.to(Preset.REALISTIC).on(inForce);
        assertThat(realistic.seed()).isEqualTo(42);
        assertThat(realistic.overrides()).containsKey("cart-1");
        assertThat(realistic.faults()).isEqualTo(Preset.REALISTIC.plan().faults());
    }

    @Example
    void whatIsOutOfRangeIsNamed() {
        refused(change(Map.of(Fault.NEXT_DAY_REPEAT, 1.5)), "faults.nextDayRepeat");
        refused(change(Map.of(Fault.DROP, Double.NaN)), "faults.drop");
        refused(with(Map.of(Buyer.DECLINE_FIRST, -0.1), null, null), "buyers.declineFirst");
        refused(with(Map.of(Buyer.PAY, 0.0), null, null), "buyers");
        refused(with(null, new Span(Duration.ofSeconds(2), Duration.ofSeconds(1)), null), "callbackDelay.min");
        refused(with(null, new Span(Duration.ZERO, Duration.ofDays(8)), null), "callbackDelay.max");
        refused(with(null, null, 0), "mostRepeats");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FaultOverride(null, null, Duration.ofSeconds(-1), null, null, Map.of()))
                .withMessageContaining("delay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FaultOverride(null, null, null, 101, null, Map.of()))
                .withMessageContaining("repeats");
    }

    private static void refused(PlanChange change, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.on(Preset.CALM.plan()))
                .withMessageContaining(field);
    }

    private static Plan hostile(long seed) {
        PlanChange change = new PlanChange(
                Preset.HOSTILE,
                seed,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return change.on(Preset.CALM.plan());
    }

    private static PlanChange change(Map<Fault, Double> faults) {
        return new PlanChange(
                null, null, null, null, faults, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static PlanChange with(
            @Nullable Map<Buyer, Double> buyers, @Nullable Span callbackDelay, @Nullable Integer mostRepeats) {
        return new PlanChange(
                null,
                null,
                null,
                buyers,
                null,
                null,
                callbackDelay,
                null,
                null,
                null,
                null,
                mostRepeats,
                null,
                null,
                null,
                null,
                null);
    }

    private static Map<Fault, Double> all(double probability) {
        Map<Fault, Double> faults = new HashMap<>();
        for (Fault fault : Fault.values()) {
            faults.put(fault, probability);
        }
        return faults;
    }

    private static void within(Duration drawn, Span span) {
        assertThat(drawn).isBetween(span.min(), span.max());
    }
}
