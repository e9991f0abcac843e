/** What every service tells of itself in figures. */
@NullMarked
package dev.trueup.foundation.metrics;

import org.jspecify.annotations.NullMarked;
