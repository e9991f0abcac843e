/** The channels this service calls, each behind a bulkhead of its own. */
@NullMarked
package dev.trueup.orders.channels;

import org.jspecify.annotations.NullMarked;
