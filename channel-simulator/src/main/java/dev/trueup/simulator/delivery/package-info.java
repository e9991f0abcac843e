/** Sends the channels' callbacks to the merchant. */
@NullMarked
package dev.trueup.simulator.delivery;

import org.jspecify.annotations.NullMarked;
