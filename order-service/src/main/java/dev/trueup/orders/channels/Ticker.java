package dev.trueup.orders.channels;

import java.util.concurrent.locks.LockSupport;

/** Time as it passes, whatever the clock on the wall is set to. */
public interface Ticker {
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits so many nanoseconds; may return sooner, and does when the thread is interrupted. */
    void pause(long nanos);
}
