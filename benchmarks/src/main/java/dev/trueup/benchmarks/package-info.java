/** How much Trueup's own reading of a channel's callback costs beside what nobody can do without. */
@NullMarked
package dev.trueup.benchmarks;

import org.jspecify.annotations.NullMarked;
