/** What merchants call: counted, limited, refused while a channel is away, slowed down and held, the same for each channel. */
@NullMarked
package dev.trueup.simulator.calls;

import org.jspecify.annotations.NullMarked;
