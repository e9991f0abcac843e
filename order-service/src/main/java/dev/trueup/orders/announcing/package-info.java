/** Events leave by an outbox: stored with the change, published in order, swept where that failed. */
@NullMarked
package dev.trueup.orders.announcing;

import org.jspecify.annotations.NullMarked;
