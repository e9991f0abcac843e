package dev.trueup.simulation;

import dev.trueup.simulation.checks.Guarantee;
import dev.trueup.simulation.checks.Violation;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plays histories, and finds a short one that goes wrong where a long one did. */
final class Simulation {
    /** How many seeds each smaller scenario is tried with. */
    private static final int TRIES = 150;

    private final Set<Guarantee> unchecked;
    private long steps;

    Simulation() {
        this(EnumSet.noneOf(Guarantee.class));
    }

    /** Leaves out some guarantees, to see what only they find. */
    Simulation(Set<Guarantee> unchecked) {
        this.unchecked = unchecked;
    }

    /** Null where all guarantees hold. */
    @Nullable
    Violation play(Scenario scenario) {
        World world = new World(scenario, unchecked, false);
        Violation violation = world.play();
        steps += world.steps();
        return violation;
    }

    /** How many steps all histories took that were played here. */
    long steps() {
        return steps;
    }

    /** Plays it again and tells what happened. */
    List<String> story(Scenario scenario) {
        World world = new World(scenario, unchecked, true);
        Violation unused = world.play();
        return world.story();
    }

    /**
     * Looks for a smaller scenario that breaks the same guarantee: with fewer orders, replicas, faults and less time, and
     * other seeds too, since with less to happen chance falls differently.
     */
    Scenario shrink(Scenario failing) {
        Violation violation = play(failing);
        if (violation == null) {
            throw new IllegalArgumentException("no guarantee is broken by " + failing);
        }
        Scenario smallest = failing;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Scenario candidate : reductions(smallest)) {
                Scenario found = find(candidate, violation.guarantee());
                if (found != null) {
                    smallest = found;
                    smaller = true;
                    break;
                }
            }
        }
        return shortest(smallest, violation.guarantee());
    }

    private static List<Scenario> reductions(Scenario scenario) {
        List<Scenario> reductions = new ArrayList<>();
        long seed = scenario.seed();
        if (scenario.orders() > 1) {
            reductions.add(new Scenario(seed, 1, scenario.replicas(), scenario.faults(), scenario.seconds()));
        }
        if (scenario.replicas() > 1) {
            reductions.add(new Scenario(
                    seed, scenario.orders(), scenario.replicas() - 1, scenario.faults(), scenario.seconds()));
        }
        for (Fault fault : scenario.faults()) {
            EnumSet<Fault> less = EnumSet.copyOf(scenario.faults());
            less.remove(fault);
            reductions.add(new Scenario(seed, scenario.orders(), scenario.replicas(), less, scenario.seconds()));
        }
        if (scenario.seconds() > 5) {
            reductions.add(new Scenario(
                    seed, scenario.orders(), scenario.replicas(), scenario.faults(), scenario.seconds() / 2));
        }
        return reductions;
    }

    private @Nullable Scenario find(Scenario candidate, Guarantee guarantee) {
        for (int i = 0; i < TRIES; i++) {
            Scenario scenario = candidate.withSeed(candidate.seed() + i);
            if (breaks(scenario, guarantee)) {
                return scenario;
            }
        }
        return null;
    }

    private boolean breaks(Scenario scenario, Guarantee guarantee) {
        Violation violation = play(scenario);
        return violation != null && violation.guarantee() == guarantee;
    }

    private Scenario shortest(Scenario failing, Guarantee guarantee) {
        List<Scenario> all = new ArrayList<>(List.of(failing));
        for (int i = 1; i < TRIES; i++) {
            Scenario other = failing.withSeed(failing.seed() + i);
            if (breaks(other, guarantee)) {
                all.add(other);
            }
        }
        return all.stream()
                .min(Comparator.comparingInt(scenario -> story(scenario).size()))
                .orElse(failing);
    }

    /** As {@link #broken}: the story of a seed that breaks a guarantee. */
    static String report(long seed) {
        return Main.report(Scenario.of(seed));
    }

    /**
     * For those who know the simulation by reflection only: which guarantee a seed breaks; empty for none.
     *
     * @param unchecked names of guarantees that are not checked, with commas between
     */
    static String broken(long seed, String unchecked) {
        Set<Guarantee> without = EnumSet.noneOf(Guarantee.class);
        for (String name : unchecked.isEmpty() ? new String[0] : unchecked.split(",")) {
            without.add(Guarantee.valueOf(name));
        }
        Violation violation = new Simulation(without).play(Scenario.of(seed));
        return violation == null ? "" : violation.guarantee().name();
    }
}
