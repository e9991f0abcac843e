/** The control API under {@code /simulator}. */
@NullMarked
package dev.trueup.simulator.control.web;

import org.jspecify.annotations.NullMarked;
