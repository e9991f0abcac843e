package dev.trueup.orders.channels;

import dev.trueup.orders.channels.PaceRecord.Reading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel's budget as this replica sees it: who wants to call waits for a slot, and slots are taken from the record
 * that all replicas share, as many at once as are waited for. Queries yield: a query takes only a slot that is about to
 * come, so that every other call, which may take any within its patience, goes before those that wait. When the shared
 * record cannot be reached, nobody gets a slot.
 */
public final class CallBudget {
    /** How a call stands to the others. */
    public enum Urgency {
        /** Somebody or something waits for it: create, close, refund. */
        PROMPT,
        /** A query, which can be asked again later. */
        YIELDING
    }

    private static final Logger log = LoggerFactory.getLogger(CallBudget.class);
    private static final long SOON = Duration.ofMillis(100).toNanos();
    private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();

    /** As often is a race with other replicas run; each time somebody else got slots. */
    private static final int MOST_RACES = 50;

    /** More than these of one urgency are told at once that there are too many. */
    private static final int MOST_WAITING = 5_000;

    private final String channel;
    private final Pace pace;
    private final long patience;
    private final PaceRecord record;
    private final Ticker ticker;
    private final ReentrantLock taking = new ReentrantLock(true);
    private final Queue prompt = new Queue();
    private final Queue yielding = new Queue();

    /** Guarded by {@link #taking}. */
    private @Nullable Seen seen;

    /**
     * The budget of {@code channel}.
     *
     * @param patience how long a call waits for its slot at most
     */
    public CallBudget(String channel, Pace pace, Duration patience, PaceRecord record, Ticker ticker) {
        this.channel = channel;
        this.pace = pace;
        this.patience = patience.toNanos();
        this.record = record;
        this.ticker = ticker;
    }

    /**
     * Waits for a slot.
     *
     * @return whether the call may leave, which it must then do at once; false if there is no slot within the patience,
     *     too many wait already, or the record cannot be reached
     */
    public boolean acquire(Urgency urgency) {
        Queue queue = urgency == Urgency.PROMPT ? prompt : yielding;
        if (!queue.want()) {
            return false;
        }
        boolean served = false;
        try {
            served = await(urgency, queue);
        } catch (RuntimeException e) {
            log.warn("channel {}: its budget cannot be told, so it is not called: {}", channel, e.toString());
        } finally {
            queue.leave(served);
        }
        return served;
    }

    /** Leaves the channel alone for a while, in all replicas: it has said that it gets too many calls. */
    public void backOff(Duration pause) {
        try {
            for (int race = 0; race < MOST_RACES; race++) {
                Reading now = record.read(channel);
                long free = Math.max(now.nextFree(), now.now() + pause.toNanos());
                if (record.move(channel, now.nextFree(), free).isPresent()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            log.warn("channel {}: cannot be left alone as it asks: {}", channel, e.toString());
        }
    }

    private boolean await(Urgency urgency, Queue queue) {
        long deadline = ticker.nanos() + patience;
        while (!Thread.currentThread().isInterrupted()) {
            Slot slot = queue.poll();
            if (slot == null) {
                long left = deadline - ticker.nanos();
                long pause = left < 0 ? Long.MAX_VALUE : take(urgency, queue, left);
                if (pause > left) {
                    return false;
                }
                if (pause > 0) {
                    ticker.pause(pause);
                }
            } else if (leavesIn(slot)) {
                return true;
            } else {
                queue.missed();
            }
        }
        return false;
    }

    /** Waits for the slot; false if that is missed, as by a process that was paused. */
    private boolean leavesIn(Slot slot) {
        long early;
        while ((early = slot.from - ticker.nanos()) > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            ticker.pause(early);
        }
        return ticker.nanos() <= slot.until;
    }

    /**
     * Fills the queue from the shared record, unless another thread just did.
     *
     * @return how long to wait before trying again; 0 if there is something in the queue; more than {@code left} if
     *     there will be nothing in time
     */
    private long take(Urgency urgency, Queue queue, long left) {
        taking.lock();
        try {
            if (!queue.isEmpty()) {
                return 0;
            }
            long horizon = urgency == Urgency.PROMPT ? left : Math.min(SOON, left);
            for (int race = 0; race < MOST_RACES; race++) {
                Seen before = seen == null ? look() : seen;
                Pace.Slots slots = pace.take(before.nextFree, before.storeTime(ticker), queue.wanted(), horizon);
                if (slots.count() == 0) {
                    seen = null; // others may have moved it meanwhile
                    return urgency == Urgency.PROMPT
                            ? Long.MAX_VALUE
                            : Math.max(slots.first() - horizon - before.storeTime(ticker), SHORTEST_PAUSE);
                }
                seen = move(before.nextFree, slots.next());
                if (seen != null) {
                    for (int i = 0; i < slots.count(); i++) {
                        queue.add(seen.slot(slots.at(i), pace));
                    }
                    return 0;
                }
            }
            return SHORTEST_PAUSE;
        } finally {
            taking.unlock();
        }
    }

    private @Nullable Seen move(long expected, long nextFree) {
        long asked = ticker.nanos();
        return record.move(channel, expected, nextFree)
                .map(reading -> Seen.of(reading, asked, ticker.nanos()))
                .orElse(null);
    }

    private Seen look() {
        long asked = ticker.nanos();
        Reading reading = record.read(channel);
        return Seen.of(reading, asked, ticker.nanos());
    }

    /**
     * The shared record as last seen. The store looked at its clock some time between question and reply. Taken as if it
     * had been at the reply, its time is never ahead of the true one, and a call never leaves before its slot; what it
     * may be behind is taken off the slack.
     *
     * @param doubt how much later than it seems it may be, in nanoseconds
     */
    private record Seen(long nextFree, long now, long ticks, long doubt) {
        static Seen of(Reading reading, long asked, long replied) {
            return new Seen(reading.nextFree(), reading.now(), replied, replied - asked + PaceRecord.PRECISION_NANOS);
        }

        long storeTime(Ticker ticker) {
            return now + (ticker.nanos() - ticks);
        }

        Slot slot(long at, Pace pace) {
            long from = ticks + (at - now);
            return new Slot(from, from + pace.slack().toNanos() - doubt);
        }
    }

    /**
     * A turn of this replica's, by its ticker.
     *
     * @param until when the call must have left at the latest
     */
    private record Slot(long from, long until) {}

    /** Slots taken and not yet used, and how many threads have none. */
    private static final class Queue {
        private final Deque<Slot> slots = new ArrayDeque<>();
        private int present;
        private int wanted;

        synchronized boolean want() {
            if (present == MOST_WAITING) {
                return false;
            }
            present++;
            wanted++;
            return true;
        }

        synchronized @Nullable Slot poll() {
            Slot slot = slots.poll();
            if (slot != null) {
                wanted--;
            }
            return slot;
        }

        synchronized void missed() {
            wanted++;
        }

        synchronized void leave(boolean served) {
            present--;
            if (!served) {
                wanted--;
            }
        }

        synchronized int wanted() {
            return Math.max(1, wanted);
        }

        synchronized void add(Slot slot) {
            slots.add(slot);
        }

        synchronized boolean isEmpty() {
            return slots.isEmpty();
        }
    }
}
