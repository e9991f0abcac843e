/** The HTTP reads: outcomes for clients that poll, orders for people and tools. */
@NullMarked
package dev.trueup.orders.reading.web;

import org.jspecify.annotations.NullMarked;
