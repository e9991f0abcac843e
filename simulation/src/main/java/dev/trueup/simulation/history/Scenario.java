package dev.trueup.simulation.history;

import dev.trueup.simulation.time.Chance;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one history follows from; as text it replays exactly.
 *
 * @param seed of every chance in it
 * @param orders how many wishes merchants have, 1 to 4
 * @param replicas of each service, 1 to 3
 * @param faults what may go wrong
 * @param seconds for how long it does, simulated
 */
public record Scenario(long seed, int orders, int replicas, Set<Fault> faults, int seconds) {
    /** The scenario that a seed alone stands for: some faults at a time find more than all at once. */
    public static Scenario of(long seed) {
        Chance chance = new Chance(Chance.mixed(seed + 1));
        int share = chance.of(List.of(2, 3, 6));
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (chance.oneIn(share)) {
                faults.add(fault);
            }
        }
        int orders = chance.oneIn(2) ? 1 : 2 + chance.below(3);
        int replicas = chance.oneIn(4) ? 1 : 2 + (chance.oneIn(6) ? 1 : 0);
        return new Scenario(seed, orders, replicas, faults, chance.of(List.of(30, 90, 240)));
    }

    public Scenario withSeed(long other) {
        return new Scenario(other, orders, replicas, faults, seconds);
    }

    public boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** Reads what {@link #toString} wrote, or a seed alone. */
    public static Scenario parse(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        long seed = Long.parseLong(parts[0]);
        if (parts.length == 1) {
            return of(seed);
        }
        if (parts.length != 5) {
            throw new IllegalArgumentException("a scenario is a seed, or seed, orders, replicas, seconds and faults");
        }
        Set<Fault> faults = parts[4].equals("none")
                ? EnumSet.noneOf(Fault.class)
                : Arrays.stream(parts[4].split(","))
                        .map(name -> Fault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
        return new Scenario(
                seed, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), faults, Integer.parseInt(parts[3]));
    }

    @Override
    public String toString() {
        String named = faults.stream()
                .map(fault -> fault.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(","));
        return "%d %d %d %d %s".formatted(seed, orders, replicas, seconds, named.isEmpty() ? "none" : named);
    }
}
