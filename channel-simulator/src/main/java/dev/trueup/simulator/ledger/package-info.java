/** What truly happened to each payment at its channel, and what the channel still has to do about it. */
@NullMarked
package dev.trueup.simulator.ledger;

import org.jspecify.annotations.NullMarked;
