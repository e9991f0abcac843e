/** The order service: the one place where an order changes state. */
@NullMarked
package dev.trueup.orders;

import org.jspecify.annotations.NullMarked;
