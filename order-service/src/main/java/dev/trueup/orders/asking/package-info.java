/** Asking a channel what became of a payment; its answer takes the same way as a callback. */
@NullMarked
package dev.trueup.orders.asking;

import org.jspecify.annotations.NullMarked;
