/** How a service leaves: not ready first, then a while in which it still serves, then its end. */
@NullMarked
package dev.trueup.foundation.draining;

import org.jspecify.annotations.NullMarked;
