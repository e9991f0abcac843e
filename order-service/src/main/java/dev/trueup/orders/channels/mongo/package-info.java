/** The channels' budgets in MongoDB. */
@NullMarked
package dev.trueup.orders.channels.mongo;

import org.jspecify.annotations.NullMarked;
