/** Compares the ledger with what Trueup says: its orders, and the events about them. */
@NullMarked
package dev.trueup.simulator.audit;

import org.jspecify.annotations.NullMarked;
