/** Callbacks in from Kafka, and urgent questions out to it. */
@NullMarked
package dev.trueup.orders.settling.kafka;

import org.jspecify.annotations.NullMarked;
