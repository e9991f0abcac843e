/** What a person or a test sees of the simulator and tells it to do. */
@NullMarked
package dev.trueup.simulator.control;

import org.jspecify.annotations.NullMarked;
