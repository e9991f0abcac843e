package dev.trueup.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs all processes on one thread, the one with the earliest time next and chance between equals. */
public final class Scheduler {
    /** Any time will do. */
    public static final long START = 1_767_322_800_000L;

    private final Chance chance;
    private final Turns turns = new Turns();
    private long now = START;
    private long until = START;
    private long steps;
    private @Nullable Fiber current;

    /** One strand of a process, or of the world around the processes. */
    static final class Fiber {
        private final @Nullable Life process;
        private final Coroutine coroutine;

        /** What was drawn for the one turn that it waits for; any other is outdated. */
        private long next;

        private boolean waits;
        private @Nullable BooleanSupplier awaited;

        private Fiber(@Nullable Life process, Runnable body) {
            this.process = process;
            this.coroutine = new Coroutine(body);
        }
    }

    public Scheduler(Chance chance) {
        this.chance = chance;
    }

    /** In milliseconds since 1970, true time. */
    public long now() {
        return now;
    }

    public long steps() {
        return steps;
    }

    /** Begins a strand of {@code process}, which ends with it; null for the world's own. */
    public void spawn(@Nullable Life process, long delay, Runnable body) {
        schedule(new Fiber(process, body), delay);
    }

    private void schedule(Fiber fiber, long delay) {
        fiber.next = chance.nextLong();
        fiber.waits = true;
        turns.add(now + delay, fiber.next, fiber);
    }

    /** Lets others go on for so many milliseconds. */
    public void sleep(long millis) {
        Fiber fiber = current();
        if (!turns.isEmpty() && now + millis < Math.min(turns.time(), until)) {
            now += millis; // nobody else's turn comes before: to stop and go on at once would be the same
            steps++;
            return;
        }
        schedule(fiber, millis);
        Coroutine.stop();
    }

    /** Lets others go on until something is the case, which is looked at now and then, every few seconds. */
    public void sleepUntil(BooleanSupplier awaited) {
        Fiber fiber = current();
        fiber.awaited = awaited;
        schedule(fiber, untilNextLook());
        Coroutine.stop();
    }

    private long untilNextLook() {
        return chance.between(2_000, 6_000);
    }

    private Fiber current() {
        Fiber fiber = current;
        if (fiber == null) {
            throw new IllegalStateException("only a fiber can wait");
        }
        return fiber;
    }

    /** Goes on with whose turn it is as long as that comes before a time, and no longer than for so many steps. */
    public void run(long limit, long mostSteps) {
        until = limit;
        for (Fiber first = turns.first();
                first != null && turns.time() < until && steps < mostSteps;
                first = turns.first()) {
            turn(first);
        }
        now = Math.max(now, until);
    }

    /** No more turns in this run. */
    public void halt() {
        until = START;
    }

    private void turn(Fiber fiber) {
        Life process = fiber.process;
        if (!fiber.waits || fiber.next != turns.tie() || (process != null && !process.alive())) {
            turns.removeFirst();
            return;
        }
        now = turns.time();
        if (fiber.awaited != null) {
            if (!fiber.awaited.getAsBoolean()) {
                long next = now + untilNextLook();
                fiber.next = chance.nextLong();
                turns.postponeFirst(next, fiber.next);
                return;
            }
            fiber.awaited = null;
        }
        turns.removeFirst();
        step(fiber);
    }

    private void step(Fiber fiber) {
        steps++;
        fiber.waits = false;
        current = fiber;
        try {
            fiber.coroutine.run();
        } finally {
            current = null;
        }
    }

    /** Where one fiber waits for what another brings. */
    public final class Signal {
        private final Deque<Fiber> waiting = new ArrayDeque<>();

        /** Waits until it is given. */
        public void await() {
            waiting.add(current());
            Coroutine.stop();
        }

        /** Waits until it is given, at most so many milliseconds. */
        public void await(long most) {
            Fiber fiber = current();
            waiting.add(fiber);
            schedule(fiber, most);
            Coroutine.stop();
            waiting.remove(fiber);
        }

        /** Lets all that wait now go on, soon. */
        public void give() {
            for (Fiber fiber : waiting) {
                schedule(fiber, chance.below(3));
            }
            waiting.clear();
        }
    }
}
