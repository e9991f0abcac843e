/** Merchants, who place, register, close and give back. */
@NullMarked
package dev.trueup.simulation.merchant;

import org.jspecify.annotations.NullMarked;
