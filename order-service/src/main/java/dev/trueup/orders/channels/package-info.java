/** The channels this service calls, each within its budget and behind a bulkhead of its own. */
@NullMarked
package dev.trueup.orders.channels;

import org.jspecify.annotations.NullMarked;
