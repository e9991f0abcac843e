/** Plays histories of the services' real code on a simulated world, and checks the guarantees after every step. */
@NullMarked
package dev.trueup.simulation;

import org.jspecify.annotations.NullMarked;
