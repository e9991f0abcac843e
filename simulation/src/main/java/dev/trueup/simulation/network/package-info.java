/** What lies between a process and its neighbours. */
@NullMarked
package dev.trueup.simulation.network;

import org.jspecify.annotations.NullMarked;
