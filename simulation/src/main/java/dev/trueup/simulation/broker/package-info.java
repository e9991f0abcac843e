/** The simulated Kafka. */
@NullMarked
package dev.trueup.simulation.broker;

import org.jspecify.annotations.NullMarked;
