/** What shall go wrong, how often, and what therefore goes wrong with one payment. */
@NullMarked
package dev.trueup.simulator.plan;

import org.jspecify.annotations.NullMarked;
