/** Attention over HTTP. */
@NullMarked
package dev.trueup.orders.attending.web;

import org.jspecify.annotations.NullMarked;
