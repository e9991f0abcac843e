/** The events of the orders from Kafka. */
@NullMarked
package dev.trueup.simulator.audit.kafka;

import org.jspecify.annotations.NullMarked;
