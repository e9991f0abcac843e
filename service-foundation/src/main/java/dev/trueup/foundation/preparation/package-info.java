/** What must be done at a neighbour before a service is ready, however long the neighbour is away. */
@NullMarked
package dev.trueup.foundation.preparation;

import org.jspecify.annotations.NullMarked;
