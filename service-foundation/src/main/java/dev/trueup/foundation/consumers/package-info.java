/** How consumers fail and how their death is seen. */
@NullMarked
package dev.trueup.foundation.consumers;

import org.jspecify.annotations.NullMarked;
