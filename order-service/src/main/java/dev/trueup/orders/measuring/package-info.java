/** What becomes of statements, orders and money, in figures. */
@NullMarked
package dev.trueup.orders.measuring;

import org.jspecify.annotations.NullMarked;
