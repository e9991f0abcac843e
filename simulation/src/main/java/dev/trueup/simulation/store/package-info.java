/** The simulated MongoDB: its promises, and the services' stores on it. */
@NullMarked
package dev.trueup.simulation.store;

import org.jspecify.annotations.NullMarked;
