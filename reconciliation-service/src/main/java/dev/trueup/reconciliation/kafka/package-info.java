/** How this service meets Kafka: its topics, what happens to records that fail, and whether its consumers live. */
@NullMarked
package dev.trueup.reconciliation.kafka;

import org.jspecify.annotations.NullMarked;
