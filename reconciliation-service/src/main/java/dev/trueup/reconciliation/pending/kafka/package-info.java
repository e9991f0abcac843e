/** Pending orders and Kafka: what orders' events and query outcomes say, and the query-backs that go out. */
@NullMarked
package dev.trueup.reconciliation.pending.kafka;

import org.jspecify.annotations.NullMarked;
