package dev.trueup.simulation.time;

import dev.trueup.orders.channels.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One life of one replica: what it was doing when it is killed is never finished. */
public final class Life implements InstantSource {
    private final String name;
    private final Scheduler scheduler;
    private final long skew;
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean alive = true;

    /**
     * Begins to live.
     *
     * @param skew by how many milliseconds its clock is ahead of the true time
     */
    public Life(String name, Scheduler scheduler, long skew) {
        this.name = name;
        this.scheduler = scheduler;
        this.skew = skew;
    }

    public boolean alive() {
        return alive;
    }

    /** What the neighbours notice when it is dead. */
    public void atEnd(Runnable task) {
        atEnd.add(task);
    }

    public void kill() {
        alive = false;
        atEnd.forEach(Runnable::run);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(scheduler.now() + skew);
    }

    /** Its own measure of time, which no skew touches. */
    public Ticker ticker() {
        return new Ticker() {
            @Override
            public long nanos() {
                return TimeUnit.MILLISECONDS.toNanos(scheduler.now());
            }

            @Override
            public void pause(long nanos) {
                scheduler.sleep(Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
