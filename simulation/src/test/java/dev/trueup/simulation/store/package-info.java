/** The contracts that the simulated stores keep as the ones on MongoDB do. */
@NullMarked
package dev.trueup.simulation.store;

import org.jspecify.annotations.NullMarked;
