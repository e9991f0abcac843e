/** Reading orders: the outcome a client polls for, and lists for people. */
@NullMarked
package dev.trueup.orders.reading;

import org.jspecify.annotations.NullMarked;
