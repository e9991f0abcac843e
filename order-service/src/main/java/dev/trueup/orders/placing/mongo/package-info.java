/** Idempotency keys in MongoDB. */
@NullMarked
package dev.trueup.orders.placing.mongo;

import org.jspecify.annotations.NullMarked;
