/** Plays the payment channels, misbehaves on purpose, and keeps the true ledger. */
@NullMarked
package dev.trueup.simulator;

import org.jspecify.annotations.NullMarked;
