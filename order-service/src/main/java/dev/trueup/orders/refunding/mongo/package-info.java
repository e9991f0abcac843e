/** The day's allowance in MongoDB. */
@NullMarked
package dev.trueup.orders.refunding.mongo;

import org.jspecify.annotations.NullMarked;
