package dev.trueup.simulation.time;

import java.util.List;
import java.util.random.RandomGenerator;

/** All that is left to chance in one history comes from here: SplitMix64 from the history's seed. */
public final class Chance implements RandomGenerator {
    private long state;

    public Chance(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        return mixed(state);
    }

    public static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 to less than {@code bound}. */
    public int below(int bound) {
        return (int) ((nextLong() >>> 33) % bound);
    }

    public long between(long least, long most) {
        return least + (nextLong() >>> 1) % (most - least + 1);
    }

    public boolean oneIn(int n) {
        return below(n) == 0;
    }

    public <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
