/** What makes a channel a channel: the one interface that each channel's package implements. */
@NullMarked
package dev.trueup.simulator.channel;

import org.jspecify.annotations.NullMarked;
