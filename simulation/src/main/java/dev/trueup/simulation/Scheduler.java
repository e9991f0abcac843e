package dev.trueup.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs all processes on one thread, the one with the earliest time next and chance between equals. */
final class Scheduler {
    /** Any time will do. */
    static final long START = 1_767_322_800_000L;

    private final Chance chance;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>();
    private long now = START;
    private long until = START;
    private long steps;
    private @Nullable Fiber current;

    /** One strand of a process, or of the world around the processes. */
    static final class Fiber {
        private final @Nullable Life process;
        private final Coroutine coroutine;
        private @Nullable Turn next;
        private @Nullable BooleanSupplier awaited;

        private Fiber(@Nullable Life process, Runnable body) {
            this.process = process;
            this.coroutine = new Coroutine(body);
        }
    }

    private static final class Turn implements Comparable<Turn> {
        private final long at;
        private final long tie;
        private final Fiber fiber;

        private Turn(long at, long tie, Fiber fiber) {
            this.at = at;
            this.tie = tie;
            this.fiber = fiber;
        }

        @Override
        public int compareTo(Turn other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(tie, other.tie) : byTime;
        }
    }

    Scheduler(Chance chance) {
        this.chance = chance;
    }

    /** In milliseconds since 1970, true time. */
    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    /** Begins a strand of {@code process}, which ends with it; null for the world's own. */
    void spawn(@Nullable Life process, long delay, Runnable body) {
        schedule(new Fiber(process, body), delay);
    }

    private void schedule(Fiber fiber, long delay) {
        Turn turn = new Turn(now + delay, chance.nextLong(), fiber);
        fiber.next = turn;
        turns.add(turn);
    }

    /** Lets others go on for so many milliseconds. */
    void sleep(long millis) {
        Fiber fiber = current();
        Turn first = turns.peek();
        if (first != null && now + millis < Math.min(first.at, until)) {
            now += millis; // nobody else's turn comes before: to stop and go on at once would be the same
            steps++;
            return;
        }
        schedule(fiber, millis);
        Coroutine.stop();
    }

    /** Lets others go on until something is the case, which is looked at now and then, every few seconds. */
    void sleepUntil(BooleanSupplier awaited) {
        Fiber fiber = current();
        fiber.awaited = awaited;
        lookLater(fiber);
        Coroutine.stop();
    }

    private void lookLater(Fiber fiber) {
        schedule(fiber, chance.between(2_000, 6_000));
    }

    private Fiber current() {
        Fiber fiber = current;
        if (fiber == null) {
            throw new IllegalStateException("only a fiber can wait");
        }
        return fiber;
    }

    /** Goes on with whose turn it is as long as that comes before a time, and no longer than for so many steps. */
    void run(long limit, long mostSteps) {
        until = limit;
        for (Turn turn = turns.peek(); turn != null && turn.at < until && steps < mostSteps; turn = turns.peek()) {
            turns.remove();
            step(turn);
        }
        now = Math.max(now, until);
    }

    /** No more turns in this run. */
    void halt() {
        until = START;
    }

    private void step(Turn turn) {
        Fiber fiber = turn.fiber;
        Life process = fiber.process;
        if (fiber.next != turn || (process != null && !process.alive())) {
            return;
        }
        now = turn.at;
        if (fiber.awaited != null) {
            if (!fiber.awaited.getAsBoolean()) {
                lookLater(fiber);
                return;
            }
            fiber.awaited = null;
        }
        steps++;
        fiber.next = null;
        current = fiber;
        try {
            fiber.coroutine.run();
        } finally {
            current = null;
        }
    }

    /** Where one fiber waits for what another brings. */
    final class Signal {
        private final Deque<Fiber> waiting = new ArrayDeque<>();

        /** Waits until it is given. */
        void await() {
            waiting.add(current());
            Coroutine.stop();
        }

        /** Waits until it is given, at most so many milliseconds. */
        void await(long most) {
            Fiber fiber = current();
            waiting.add(fiber);
            schedule(fiber, most);
            Coroutine.stop();
            waiting.remove(fiber);
        }

        /** Lets all that wait now go on, soon. */
        void give() {
            for (Fiber fiber : waiting) {
                schedule(fiber, chance.below(3));
            }
            waiting.clear();
        }
    }
}
