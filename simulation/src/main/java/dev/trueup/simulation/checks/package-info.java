/** The guarantees, each checked at every change that could break it. */
@NullMarked
package dev.trueup.simulation.checks;

import org.jspecify.annotations.NullMarked;
