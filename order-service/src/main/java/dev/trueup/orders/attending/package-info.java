/** What a person says of orders that were put before one. */
@NullMarked
package dev.trueup.orders.attending;

import org.jspecify.annotations.NullMarked;
