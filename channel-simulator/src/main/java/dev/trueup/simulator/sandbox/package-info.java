/** The sandbox channel: the simulator's own, over the messages of {@code payment-channels}. */
@NullMarked
package dev.trueup.simulator.sandbox;

import org.jspecify.annotations.NullMarked;
