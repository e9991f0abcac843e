package dev.trueup.orders.channels;

import dev.trueup.channels.http.HttpExchange;
import dev.trueup.orders.channels.CallBudget.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the budget for every request, since a call may take several: what the channel counts is requests. The first
 * slot is taken before the call begins; each further request waits for its own, as urgent as the call it belongs to.
 */
public final class Turns implements HttpExchange.Turn {
    /** The call that a thread is in; it makes one at a time. */
    private static final ThreadLocal<@Nullable Call> CALL = new ThreadLocal<>();

    private final CallBudget budget;

    private static final class Call {
        private final Turns turns;
        private final Urgency urgency;
        private boolean firstIsPaid = true;

        Call(Turns turns, Urgency urgency) {
            this.turns = turns;
            this.urgency = urgency;
        }
    }

    public Turns(CallBudget budget) {
        this.budget = budget;
    }

    /** Takes the first slot, for a call that this thread makes now; false if there is none. */
    boolean begin(Urgency urgency) {
        if (!budget.acquire(urgency)) {
            return false;
        }
        CALL.set(new Call(this, urgency));
        return true;
    }

    /** The call is over; a slot that it took and did not use is lost. */
    void end() {
        CALL.remove();
    }

    /** Nobody may call past the budget: a thread that is in no call of this channel gets no turn. */
    @Override
    public boolean take() {
        Call call = CALL.get();
        if (call == null || call.turns != this) {
            return false;
        }
        boolean paid = call.firstIsPaid;
        call.firstIsPaid = false;
        return paid || budget.acquire(call.urgency);
    }
}
