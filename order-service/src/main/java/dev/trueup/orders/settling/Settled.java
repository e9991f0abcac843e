package dev.trueup.orders.settling;

import dev.trueup.orders.order.Decision.Verdict;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Order;
import org.jspecify.annotations.Nullable;

/**
 * What became of a statement.
 *
 * @param order the order after it, null if there is none
 * @param doubtful whether the channel is to be asked if it means what it told
 */
public record Settled(
        Heard heard, Verdict verdict, @Nullable Order order, boolean doubtful) {}
