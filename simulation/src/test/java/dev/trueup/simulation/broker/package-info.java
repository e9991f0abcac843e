/** The contract that the simulated broker and Kafka keep. */
@NullMarked
package dev.trueup.simulation.broker;

import org.jspecify.annotations.NullMarked;
