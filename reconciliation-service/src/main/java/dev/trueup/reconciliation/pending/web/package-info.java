/** Pending orders over HTTP. */
@NullMarked
package dev.trueup.reconciliation.pending.web;

import org.jspecify.annotations.NullMarked;
