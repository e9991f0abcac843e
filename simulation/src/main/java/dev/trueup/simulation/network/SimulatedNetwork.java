package dev.trueup.simulation.network;

import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.time.Chance;
import dev.trueup.simulation.time.Scheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws delays and failures; failures until the faults of the history end. */
public final class SimulatedNetwork implements Network {
    private static final int TIME_OUT_MILLIS = 5_000;

    /** So far a majority may be behind the primary. */
    public static final int LAGGING_MILLIS = 3_000;

    private static final List<Fate> TROUBLED = List.of(Fate.LOST, Fate.UNANSWERED, Fate.LATE);
    private static final List<Integer> ONE_IN = List.of(6, 12, 24);

    private final Scheduler scheduler;
    private final Chance chance;
    private final Troubles troubles;
    private long awayUntil;
    private boolean calm;

    /**
     * What may trouble it.
     *
     * @param oneIn how often a call times out, once in so many; 0 for never
     * @param stalls whether a strand may stand still for long
     * @param slow whether every way takes long
     * @param failOver loses what is not replicated yet; null where that does not happen
     */
    private record Troubles(
            int oneIn,
            boolean stalls,
            boolean slow,
            @Nullable Runnable failOver) {}

    private SimulatedNetwork(History history, Troubles troubles) {
        this.scheduler = history.scheduler();
        this.chance = history.chance();
        this.troubles = troubles;
    }

    /**
     * The way to one neighbour.
     *
     * @param timeouts the fault by which calls of it time out
     */
    public static SimulatedNetwork to(History history, Fault timeouts) {
        return of(history, timeouts, false, null);
    }

    /**
     * The way to a store.
     *
     * @param failOver loses what is not replicated yet
     */
    public static SimulatedNetwork toStore(History history, Runnable failOver) {
        return of(
                history,
                Fault.STORE_TIMEOUTS,
                history.has(Fault.STORE_SLOW),
                history.has(Fault.STORE_FAILOVERS) ? failOver : null);
    }

    private static SimulatedNetwork of(History history, Fault timeouts, boolean slow, @Nullable Runnable failOver) {
        int oneIn = history.chance().of(ONE_IN);
        return new SimulatedNetwork(
                history, new Troubles(history.has(timeouts) ? oneIn : 0, history.has(Fault.STALLS), slow, failOver));
    }

    /** From now on all goes well. */
    public void calm() {
        calm = true;
        awayUntil = 0;
    }

    public void awayFor(long millis) {
        awayUntil = scheduler.now() + millis;
    }

    @Override
    public void travel() {
        scheduler.sleep(delay());
    }

    @Override
    public void travelBack() {
        if (chance.oneIn(6)) {
            travel();
        }
    }

    private long delay() {
        int kind = chance.below(300);
        if (kind == 0 && troubles.stalls() && !calm) {
            return chance.between(1_000, 60_000);
        }
        if (troubles.slow() && !calm) {
            return chance.below(kind < 150 ? 10 : 300);
        }
        return kind < 220 ? chance.below(3) : kind < 295 ? chance.below(50) : chance.below(1_500);
    }

    @Override
    public Fate fate() {
        if (calm) {
            return Fate.ANSWERED;
        }
        if (scheduler.now() < awayUntil) {
            return chance.oneIn(8) ? Fate.UNANSWERED : Fate.LOST;
        }
        if (troubles.oneIn() == 0 || !chance.oneIn(troubles.oneIn())) {
            return Fate.ANSWERED;
        }
        return chance.of(TROUBLED);
    }

    @Override
    public void replicate() {
        Runnable failOver = calm ? null : troubles.failOver();
        boolean slow = chance.oneIn(failOver == null ? 8 : 3);
        if (failOver != null && slow && chance.oneIn(3)) {
            scheduler.spawn(null, chance.below(LAGGING_MILLIS), failOver);
        }
        if (failOver != null || slow) { // else nothing can come between the primary and the others
            scheduler.sleep(slow && !calm ? chance.below(LAGGING_MILLIS) : chance.below(3));
        }
    }

    @Override
    public void timeOut() {
        scheduler.sleep(chance.between(100, TIME_OUT_MILLIS));
    }

    @Override
    public void late(Runnable effect) {
        scheduler.spawn(null, chance.between(0, 2L * TIME_OUT_MILLIS), effect);
    }

    @Override
    public long now() {
        return scheduler.now();
    }
}
