/** Traces that go on from record to record, and with them to the calls to a channel. */
@NullMarked
package dev.trueup.foundation.tracing;

import org.jspecify.annotations.NullMarked;
