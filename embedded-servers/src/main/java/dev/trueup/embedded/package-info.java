/** A Kafka broker and a MongoDB-compatible store inside this JVM, on loopback only, gone when closed. */
@NullMarked
package dev.trueup.embedded;

import org.jspecify.annotations.NullMarked;
