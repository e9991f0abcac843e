/** Callbacks into Kafka: the verified ones durably, the rejected ones as far as bounds allow. */
@NullMarked
package dev.trueup.ingest.callback.kafka;

import org.jspecify.annotations.NullMarked;
