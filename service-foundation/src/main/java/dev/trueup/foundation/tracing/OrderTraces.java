package dev.trueup.foundation.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which trace the present work on an order belongs to. Records are consumed in batches and each may belong to another
 * trace, so the trace is found by the order's number and not by the thread. Of records that are worked on at the same
 * time for the same order one trace goes on; nothing but traces depends on it.
 */
public final class OrderTraces {
    /** Of W3C's Trace Context, as HTTP has it too. */
    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;
    private final ConcurrentMap<String, Followed> underWay = new ConcurrentHashMap<>();

    /** A record's headers, while it is worked on: equal to no other, though the same record may be read twice. */
    private static final class Followed {
        private final Headers headers;

        Followed(Headers headers) {
            this.headers = headers;
        }
    }

    OrderTraces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Does {@code work}; until it returns, what is done {@link #of} one of the records' orders belongs to that record. */
    public void following(Collection<? extends ConsumerRecord<String, ?>> records, Runnable work) {
        Map<String, Followed> ours = new HashMap<>();
        for (ConsumerRecord<String, ?> record : records) {
            String orderNo = record.key();
            if (orderNo != null && record.headers().lastHeader(TRACEPARENT) != null) {
                ours.put(orderNo, new Followed(record.headers()));
            }
        }
        underWay.putAll(ours);
        try {
            work.run();
        } finally {
            ours.forEach(underWay::remove);
        }
    }

    /**
     * Does one step for an order, as a part of the trace that its record belongs to, or else of the current one.
     *
     * @param step what is done, the same word for all orders
     */
    public <T> T of(String orderNo, String step, Supplier<T> work) {
        Followed record = underWay.get(orderNo);
        if (record == null) {
            return work.get();
        }
        Span span = propagator
                .extract(record.headers, OrderTraces::header)
                .name(step)
                .start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            return work.get();
        } finally {
            scope.close();
            span.end();
        }
    }

    private static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
