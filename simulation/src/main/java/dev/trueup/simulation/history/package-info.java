/** What one history follows from and what is told of it. */
@NullMarked
package dev.trueup.simulation.history;

import org.jspecify.annotations.NullMarked;
