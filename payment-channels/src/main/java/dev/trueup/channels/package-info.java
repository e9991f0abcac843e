/** What every payment channel has in common: what it says about an order, how it is called, how its callbacks are read. */
@NullMarked
package dev.trueup.channels;

import org.jspecify.annotations.NullMarked;
