/** What is waiting in MongoDB, counted. */
@NullMarked
package dev.trueup.orders.measuring.mongo;

import org.jspecify.annotations.NullMarked;
