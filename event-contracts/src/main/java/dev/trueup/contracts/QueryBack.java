package dev.trueup.contracts;

import java.time.Instant;

/**
 * A request to ask the channel about one order.
 *
 * @param orderNo the order to ask about
 * @param channel the channel to ask
 * @param attempt counts from 1; 0 where nobody's schedule but an event of its own asked for it
 * @param reason why it is asked now, for people: {@code schedule}, {@code mismatch}, …
 * @param expiresAt not to be executed after this instant: a later one is on its way by then
 */
public record QueryBack(String orderNo, String channel, int attempt, String reason, Instant expiresAt) {}
