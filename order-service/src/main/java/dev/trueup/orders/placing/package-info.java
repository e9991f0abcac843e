/** Taking an order: key, order, then the channel, each step repeatable after a crash. */
@NullMarked
package dev.trueup.orders.placing;

import org.jspecify.annotations.NullMarked;
