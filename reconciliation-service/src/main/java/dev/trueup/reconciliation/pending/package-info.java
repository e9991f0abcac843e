/** The orders whose outcome is not known, and when each is asked about next. */
@NullMarked
package dev.trueup.reconciliation.pending;

import org.jspecify.annotations.NullMarked;
