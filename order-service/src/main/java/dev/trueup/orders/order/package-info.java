/** What an order is and what a channel's statement makes of it: plain Java, no framework. */
@NullMarked
package dev.trueup.orders.order;

import org.jspecify.annotations.NullMarked;
