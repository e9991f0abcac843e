/** Decides when a pending order must be asked about. */
@NullMarked
package dev.trueup.reconciliation;

import org.jspecify.annotations.NullMarked;
