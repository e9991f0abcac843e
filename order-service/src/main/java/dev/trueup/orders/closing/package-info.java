/** Closing an order that is not paid: at the channel first, and only then here. */
@NullMarked
package dev.trueup.orders.closing;

import org.jspecify.annotations.NullMarked;
