/** Refunds over HTTP. */
@NullMarked
package dev.trueup.orders.refunding.web;

import org.jspecify.annotations.NullMarked;
