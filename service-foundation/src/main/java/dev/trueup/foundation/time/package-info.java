/** Where time comes from and how fast it runs. */
@NullMarked
package dev.trueup.foundation.time;

import org.jspecify.annotations.NullMarked;
