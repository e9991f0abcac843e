/** Query-backs in from Kafka and outcomes out to it, channel by channel. */
@NullMarked
package dev.trueup.orders.asking.kafka;

import org.jspecify.annotations.NullMarked;
