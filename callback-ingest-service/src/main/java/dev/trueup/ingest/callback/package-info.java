/** What becomes of a callback, from the bytes received to the verdict; free of HTTP and Kafka. */
@NullMarked
package dev.trueup.ingest.callback;

import org.jspecify.annotations.NullMarked;
