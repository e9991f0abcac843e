/** Registering over HTTP. */
@NullMarked
package dev.trueup.orders.registering.web;

import org.jspecify.annotations.NullMarked;
