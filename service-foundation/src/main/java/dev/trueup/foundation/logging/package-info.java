/** What a line of the structured log holds, and what never stands in one. */
@NullMarked
package dev.trueup.foundation.logging;

import org.jspecify.annotations.NullMarked;
