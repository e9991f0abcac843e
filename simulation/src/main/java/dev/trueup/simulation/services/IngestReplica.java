package dev.trueup.simulation.services;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.contracts.Topics;
import dev.trueup.ingest.callback.CallbackIntake;
import dev.trueup.ingest.callback.CallbackJournal;
import dev.trueup.ingest.callback.IncomingCallback;
import dev.trueup.ingest.callback.RejectedCallbacks;
import dev.trueup.ingest.callback.Verdict;
import dev.trueup.simulation.channel.Ledger;
import dev.trueup.simulation.network.UnreachableException;
import dev.trueup.simulation.time.Life;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One life of one replica of callback-ingest-service. */
final class IngestReplica implements CallbackJournal, RejectedCallbacks {
    private final Surroundings around;
    private final Life process;
    private final CallbackIntake intake;

    IngestReplica(Surroundings around, Life process) {
        this.around = around;
        this.process = process;
        this.intake = new CallbackIntake(this, this);
    }

    /** The HTTP status that the channel gets. */
    int take(ReceivedCallback message) {
        IncomingCallback callback = new IncomingCallback(Ledger.CHANNEL, "text/plain", message, process.instant());
        Verdict verdict = intake.take(around.protocol(), callback, Duration.ofSeconds(4));
        return verdict.answer(around.protocol()).status();
    }

    @Override
    public boolean keep(IncomingCallback callback, @Nullable String orderNo, Duration within) {
        try {
            around.broker().send(Topics.CALLBACKS, orderNo == null ? "" : orderNo, callback);
            return true;
        } catch (UnreachableException e) {
            return false;
        }
    }

    @Override
    public void tell(IncomingCallback callback, CallbackProtocol.Reason reason, CallbackProtocol protocol) {
        around.story().tell(process, () -> "refuses a callback: " + reason);
    }
}
