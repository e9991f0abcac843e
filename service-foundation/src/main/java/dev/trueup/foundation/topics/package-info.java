/** The topics that a service makes, by one set of rules. */
@NullMarked
package dev.trueup.foundation.topics;

import org.jspecify.annotations.NullMarked;
