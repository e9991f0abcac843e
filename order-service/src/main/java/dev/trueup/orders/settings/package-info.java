/** What an operator may set, with its default and its range. */
@NullMarked
package dev.trueup.orders.settings;

import org.jspecify.annotations.NullMarked;
