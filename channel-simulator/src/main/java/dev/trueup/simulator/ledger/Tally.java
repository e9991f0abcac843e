package dev.trueup.simulator.ledger;

import dev.trueup.simulator.plan.Fault;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was sent about a payment, and what was truly done wrong to it so far.
 *
 * @param sent callbacks sent, each try and each falsified one counted
 * @param acknowledged answered by a 2xx
 * @param refused answered by anything else
 * @param unanswered no answer within the time limit
 * @param givenUp callbacks of which the last try failed
 * @param injected how often each fault happened
 */
public record Tally(
        long sent, long acknowledged, long refused, long unanswered, long givenUp, Map<Fault, Long> injected) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, Map.of());

    public Tally {
        injected = Map.copyOf(injected);
    }

    Tally with(Fault fault) {
        Map<Fault, Long> more = new EnumMap<>(Fault.class);
        more.putAll(injected);
        more.merge(fault, 1L, Long::sum);
        return new Tally(sent, acknowledged, refused, unanswered, givenUp, more);
    }

    Tally with(Answer answer) {
        return new Tally(
                sent + 1,
                acknowledged + (answer == Answer.ACKNOWLEDGED ? 1 : 0),
                refused + (answer == Answer.REFUSED ? 1 : 0),
                unanswered + (answer == Answer.NONE ? 1 : 0),
                givenUp,
                injected);
    }

    Tally withOneGivenUp() {
        return new Tally(sent, acknowledged, refused, unanswered, givenUp + 1, injected);
    }
}
