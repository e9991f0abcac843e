/** A merchant's day in a minute: payments under faults, watched through the public contracts only. */
@NullMarked
package dev.trueup.quickstart.demonstration;

import org.jspecify.annotations.NullMarked;
