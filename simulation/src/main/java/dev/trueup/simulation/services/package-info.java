/** The services' application code, wired to the simulated neighbours and run in replicas that can be killed. */
@NullMarked
package dev.trueup.simulation.services;

import org.jspecify.annotations.NullMarked;
