/** What a service does again and again without anybody asking for it. */
@NullMarked
package dev.trueup.foundation.timers;

import org.jspecify.annotations.NullMarked;
