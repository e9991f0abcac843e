package dev.trueup.ingest.callback;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Verification;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges callbacks. Nothing of a body is parsed before its signature agrees, and nothing is acknowledged before it is
 * kept.
 */
public final class CallbackIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackIntake.class);

    private final CallbackJournal journal;
    private final RejectedCallbacks rejected;

    public CallbackIntake(CallbackJournal journal, RejectedCallbacks rejected) {
        this.journal = journal;
        this.rejected = rejected;
    }

    /**
     * Takes one callback.
     *
     * @param within the longest wait for it to be kept
     */
    public Verdict take(CallbackProtocol protocol, IncomingCallback callback, Duration within) {
        return switch (protocol.verify(callback.message(), callback.receivedAt())) {
            case Verification.Rejected(CallbackProtocol.Reason reason) -> {
                rejected.tell(callback, reason, protocol);
                yield Verdict.rejected(reason);
            }
            case Verification.Verified() -> verified(protocol, callback, within);
        };
    }

    private Verdict verified(CallbackProtocol protocol, IncomingCallback callback, Duration within) {
        return switch (protocol.read(callback.message().body())) {
            case Reading.Told told -> kept(callback, told.statement().orderNo(), within, Verdict.ACCEPTED);
            case Reading.OfCharge ofCharge -> kept(callback, null, within, Verdict.ACCEPTED);
            case Reading.Irrelevant irrelevant -> Verdict.IRRELEVANT;
            case Reading.Unreadable(String why) -> {
                // The channel signed it, so it may be worth money: order-service puts it before a person.
                LOG.warn(
                        "Verified but unreadable callback of {}, event {}: {}", callback.channel(), callback.id(), why);
                yield kept(callback, null, within, Verdict.UNREADABLE);
            }
        };
    }

    private Verdict kept(IncomingCallback callback, @Nullable String orderNo, Duration within, Verdict verdict) {
        return journal.keep(callback, orderNo, within) ? verdict : Verdict.COME_AGAIN;
    }
}
