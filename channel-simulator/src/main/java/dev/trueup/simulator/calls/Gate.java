package dev.trueup.simulator.calls;

import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Refusal;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.Faults;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What every call passes on its way in, and its answer on its way out. */
public final class Gate {
    private final CallLedger calls;
    private final Conditions conditions;
    private final Holds holds;
    private final Payments payments;
    private final InstantSource clock;

    public Gate(CallLedger calls, Conditions conditions, Holds holds, Payments payments, InstantSource clock) {
        this.calls = calls;
        this.conditions = conditions;
        this.holds = holds;
        this.payments = payments;
        this.clock = clock;
    }

    /** Before anything is done: why the channel refuses the call, if it does. Waits where the request is held. */
    public Optional<Refusal> enter(String channel, Call call) throws InterruptedException {
        var now = clock.instant();
        CallLedger.Outcome outcome = calls.take(channel, call, conditions.at(channel, now), now);
        if (outcome == CallLedger.Outcome.DOWN) {
            return Optional.of(Refusal.DOWN);
        }
        if (outcome == CallLedger.Outcome.THROTTLED) {
            return Optional.of(Refusal.THROTTLED);
        }
        holds.pass(Holds.Moment.REQUEST, channel, call);
        return Optional.empty();
    }

    /**
     * When the call has had its effect: how its answer is spoilt, if it is. Waits where the channel is slow or the answer
     * is held.
     */
    public Optional<Refusal> leave(String channel, Call call) throws InterruptedException {
        Optional<Faults> spoilt = spoilt(channel, call);
        if (spoilt.isPresent() && spoilt.get().answer().orElse(null) == Fault.ANSWER_SLOW) {
            Thread.sleep(spoilt.get().slowAnswer()); // a virtual thread; at most 30 s
        }
        Duration latency = conditions.at(channel, clock.instant()).latency();
        if (latency != null) {
            Thread.sleep(latency);
        }
        holds.pass(Holds.Moment.ANSWER, channel, call);
        return spoilt.filter(faults -> faults.answer().orElse(null) == Fault.ANSWER_ERROR)
                .map(faults -> Refusal.BROKEN);
    }

    private Optional<Faults> spoilt(String channel, Call call) {
        String orderNo = call.orderNo();
        return call.kind() == Call.Kind.CREATE && orderNo != null
                ? payments.spoilsAnswer(channel, orderNo)
                : Optional.empty();
    }
}
