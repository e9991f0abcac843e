package dev.trueup.simulation.network;

/** What lies between a process and its neighbours: time passes on the way, and answers get lost. */
public interface Network {
    /** What becomes of a call. */
    enum Fate {
        ANSWERED,
        /** Never arrives. */
        LOST,
        /** Has its effect, and the caller never learns of it. */
        UNANSWERED,
        /** Has its effect when the caller has long given up. */
        LATE
    }

    /** The way there; others go on meanwhile. */
    void travel();

    /** The way back: now and then others go on meanwhile; most often it is as if the next way there took longer. */
    void travelBack();

    Fate fate();

    /** Until a majority has a write; now and then that takes a while. */
    void replicate();

    /** As long as a caller waits for an answer. */
    void timeOut();

    /** Has an effect after the time-out. */
    void late(Runnable effect);

    /** True time, in milliseconds. */
    long now();

    /** The network of tests that need none: nothing waits, nothing fails. */
    Network NONE = new Network() {
        @Override
        public void travel() {}

        @Override
        public void travelBack() {}

        @Override
        public void replicate() {}

        @Override
        public Fate fate() {
            return Fate.ANSWERED;
        }

        @Override
        public void timeOut() {}

        @Override
        public void late(Runnable effect) {
            throw new IllegalStateException("nothing is late here");
        }

        @Override
        public long now() {
            return 0;
        }
    };
}
