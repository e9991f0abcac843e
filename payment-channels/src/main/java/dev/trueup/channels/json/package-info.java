/** JSON that two readers cannot read differently. */
@NullMarked
package dev.trueup.channels.json;

import org.jspecify.annotations.NullMarked;
