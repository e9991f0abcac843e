/** Taking on orders that the merchant's own code has sent to the channel. */
@NullMarked
package dev.trueup.orders.registering;

import org.jspecify.annotations.NullMarked;
