package dev.trueup.orders.registering;

import dev.trueup.orders.order.Order;

/** What became of a registration. */
public sealed interface Registered {
    /** The order is watched over from now on. */
    record Anew(Order order) implements Registered {}

    /** It was registered before, in the same words. */
    record Before(Order order) implements Registered {}

    /** There is another order with this number. */
    record NumberTaken() implements Registered {}
}
