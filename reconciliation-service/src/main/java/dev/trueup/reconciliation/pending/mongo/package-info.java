/** Pending orders in MongoDB. */
@NullMarked
package dev.trueup.reconciliation.pending.mongo;

import org.jspecify.annotations.NullMarked;
