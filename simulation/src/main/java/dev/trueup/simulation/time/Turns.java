package dev.trueup.simulation.time;

import dev.trueup.simulation.time.Scheduler.Fiber;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn is next: a heap by time, and by a drawn number between equals. Each history takes turns thousands of times,
 * most of them to find nothing to do and to look again later, which is one operation here.
 */
final class Turns {
    private long[] times = new long[64];
    private long[] ties = new long[64];
    private @Nullable Fiber[] fibers = new @Nullable Fiber[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** The first turn's time. */
    long time() {
        return times[0];
    }

    /** What was drawn for the first turn. */
    long tie() {
        return ties[0];
    }

    /** Whose the first turn is; null for none. */
    @Nullable
    Fiber first() {
        return size == 0 ? null : fibers[0];
    }

    void add(long time, long tie, Fiber fiber) {
        if (size == times.length) {
            grow();
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (isBefore(parent, time, tie)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, tie, fiber);
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * size);
        ties = Arrays.copyOf(ties, 2 * size);
        @Nullable Fiber[] more = new @Nullable Fiber[2 * size];
        System.arraycopy(fibers, 0, more, 0, size);
        fibers = more;
    }

    void removeFirst() {
        size--;
        Fiber last = fibers[size];
        fibers[size] = null;
        if (size > 0 && last != null) {
            sink(times[size], ties[size], last);
        }
    }

    /** The first one's fiber takes its turn at another time instead. */
    void postponeFirst(long time, long tie) {
        Fiber fiber = fibers[0];
        if (fiber != null) {
            sink(time, tie, fiber);
        }
    }

    private void sink(long time, long tie, Fiber fiber) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBefore(child + 1, times[child], ties[child])) {
                child++;
            }
            if (!isBefore(child, time, tie)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, time, tie, fiber);
    }

    private boolean isBefore(int index, long time, long tie) {
        return times[index] < time || (times[index] == time && ties[index] < tie);
    }

    private void move(int from, int to) {
        put(to, times[from], ties[from], fibers[from]);
    }

    private void put(int at, long time, long tie, @Nullable Fiber fiber) {
        times[at] = time;
        ties[at] = tie;
        fibers[at] = fiber;
    }
}
