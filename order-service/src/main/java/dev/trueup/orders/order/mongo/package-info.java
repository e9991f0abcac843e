/** Orders and statements in MongoDB, by guarded single-document operations only. */
@NullMarked
package dev.trueup.orders.order.mongo;

import org.jspecify.annotations.NullMarked;
