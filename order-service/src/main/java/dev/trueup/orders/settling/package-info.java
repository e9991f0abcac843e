/** The one apply path: statements in, decided orders stored and announced. */
@NullMarked
package dev.trueup.orders.settling;

import org.jspecify.annotations.NullMarked;
