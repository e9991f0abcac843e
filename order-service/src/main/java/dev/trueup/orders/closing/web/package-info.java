/** Closing over HTTP. */
@NullMarked
package dev.trueup.orders.closing.web;

import org.jspecify.annotations.NullMarked;
