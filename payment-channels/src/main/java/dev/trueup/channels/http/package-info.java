/** Calls to a channel over HTTP, bounded in time and in the size of the answer. */
@NullMarked
package dev.trueup.channels.http;

import org.jspecify.annotations.NullMarked;
