package dev.trueup.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws delays and failures; failures until the faults of the history end. */
final class SimulatedNetwork implements Network {
    private static final int TIME_OUT_MILLIS = 5_000;
    /** So far a majority may be behind the primary. */
    static final int LAGGING_MILLIS = 3_000;

    private static final List<Fate> TROUBLED = List.of(Fate.LOST, Fate.UNANSWERED, Fate.LATE);

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
    record Troubles(
            int oneIn,
            boolean stalls,
            boolean slow,
            @Nullable Runnable failOver) {}

    SimulatedNetwork(Scheduler scheduler, Chance chance, Troubles troubles) {
        this.scheduler = scheduler;
        this.chance = chance;
        this.troubles = troubles;
    }

    /** From now on all goes well. */
    void calm() {
        calm = true;
        awayUntil = 0;
    }

    void awayFor(long millis) {
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
