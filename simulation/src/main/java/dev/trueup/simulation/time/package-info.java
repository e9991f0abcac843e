/** Simulated time, the coroutines that wait in it, and chance. */
@NullMarked
package dev.trueup.simulation.time;

import org.jspecify.annotations.NullMarked;
