/** Puts the parts together: the only place that knows all of them. */
@NullMarked
package dev.trueup.orders.wiring;

import org.jspecify.annotations.NullMarked;
