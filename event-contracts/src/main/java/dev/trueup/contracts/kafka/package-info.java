/** The records of the contract as CloudEvents 1.0 messages in Kafka's binary mode. */
@NullMarked
package dev.trueup.contracts.kafka;

import org.jspecify.annotations.NullMarked;
