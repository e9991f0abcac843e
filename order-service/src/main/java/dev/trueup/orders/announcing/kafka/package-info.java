/** Order events out to Kafka. */
@NullMarked
package dev.trueup.orders.announcing.kafka;

import org.jspecify.annotations.NullMarked;
