package dev.trueup.ingest.callback;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where verified callbacks are kept until the orders have been told. */
public interface CallbackJournal {
    /**
     * Keeps {@code callback}; may keep it twice.
     *
     * @param orderNo the order it is about; null where its body cannot be read
     * @param within the longest wait
     * @return whether it is kept durably; false too where that is not known in time
     */
    boolean keep(IncomingCallback callback, @Nullable String orderNo, Duration within);
}
