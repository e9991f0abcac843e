package dev.trueup.simulator.channel;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel's keys, or what signs by each of them: one is in use, the next takes over in mid-run. */
public final class KeyRing<K> {
    private final List<K> keys;
    private final AtomicInteger rotations = new AtomicInteger();

    /** The first of {@code keys}, of which there is one at least, is in use. */
    public KeyRing(List<K> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a ring needs a key");
        }
        this.keys = List.copyOf(keys);
    }

    /** The one in use. */
    public K current() {
        return keys.get(Math.floorMod(rotations.get(), keys.size()));
    }

    /**
     * Uses the next one from now on, after the last the first again.
     *
     * @return false where there is one only
     */
    public boolean rotate() {
        rotations.incrementAndGet();
        return keys.size() > 1;
    }
}
