/** What runs by the clock: the scan for due orders, and the measuring of the backlog. */
@NullMarked
package dev.trueup.reconciliation.pending.scheduling;

import org.jspecify.annotations.NullMarked;
