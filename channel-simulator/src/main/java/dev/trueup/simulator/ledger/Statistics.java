package dev.trueup.simulator.ledger;

import dev.trueup.simulator.plan.Fault;
import java.util.Map;

/**
 * What was done in all.
 *
 * @param payments how many there are
 * @param byStatus where they stand
 * @param callbacksSent each try and each falsified one counted
 * @param acknowledged of these by a 2xx
 * @param refused of these by any other answer
 * @param unanswered of these not within the time limit
 * @param givenUp callbacks of which the last try failed
 * @param injected how often each fault happened
 */
public record Statistics(
        long payments,
        Map<Status, Long> byStatus,
        long callbacksSent,
        long acknowledged,
        long refused,
        long unanswered,
        long givenUp,
        Map<Fault, Long> injected) {}
