/** The simulated channel: its truth, what it says and takes, and its buyers. */
@NullMarked
package dev.trueup.simulation.channel;

import org.jspecify.annotations.NullMarked;
