package dev.trueup.reconciliation;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.SampleOrders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service in this JVM, on a port of its own, and what a test says to it. */
final class RunningService implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings as {@code name=value}; they win over the service's own */
    static RunningService start(String... settings) {
        return start(List.of(), settings);
    }

    /** @param parts further beans, to make it fail */
    static RunningService start(List<Class<?>> parts, String... settings) {
        String[] all = Stream.concat(
                        Stream.of(
                                "server.port=0",
                                "trueup.reconciliation.scan-interval=50ms",
                                "logging.level.root=WARN",
                                "logging.level.org.apache.kafka=ERROR"),
                        Stream.of(settings))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        return new RunningService(ReconciliationApplication.application()
                .sources(parts.toArray(Class<?>[]::new))
                .run(all));
    }

    PendingOrders orders() {
        return context.getBean(PendingOrders.class);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    /** @param body JSON */
    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path))
                        .PUT(BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%s%s"
                .formatted(context.getEnvironment().getRequiredProperty("local.server.port"), path));
    }

    @Override
    public void close() {
        context.close();
    }

    /** What the other services do before: make the topics that this service only reads. */
    static void makeOthersTopics(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (String topic : List.of(Topics.ORDERS, Topics.QUERY_OUTCOMES, Topics.CALLBACKS_REJECTED)) {
                try {
                    admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1)))
                            .all()
                            .get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }

    static ProducerRecord<String, byte[]> event(String orderNo, State state, long version) {
        return event(orderNo, SampleOrders.event(orderNo, state, version, Instant.now()));
    }

    static ProducerRecord<String, byte[]> event(String orderNo, OrderEvent event) {
        return EventRecords.json(
                Topics.ORDERS,
                EventType.ORDER_PENDING,
                orderNo + "-" + event.version(),
                "/order-service",
                Instant.now(),
                orderNo,
                event);
    }

    static ProducerRecord<String, byte[]> outcome(String orderNo, int attempt, QueryOutcome.Outcome outcome) {
        return outcome(new QueryOutcome(orderNo, "sandbox", attempt, outcome));
    }

    static ProducerRecord<String, byte[]> outcome(QueryOutcome outcome) {
        return EventRecords.json(
                Topics.QUERY_OUTCOMES,
                EventType.QUERY_OUTCOME,
                "%s-%d-%s".formatted(outcome.orderNo(), outcome.attempt(), outcome.outcome()),
                "/order-service",
                Instant.now(),
                outcome.orderNo(),
                outcome);
    }

    /** A callback that failed verification. */
    static ProducerRecord<String, byte[]> rejected(@Nullable String orderNo, String channel) {
        ProducerRecord<String, byte[]> record = EventRecords.bytes(
                Topics.CALLBACKS_REJECTED,
                EventType.CALLBACK_REJECTED,
                "id-" + orderNo,
                "/callback-ingest-service",
                Instant.now(),
                orderNo,
                "application/json",
                "{\"paid\":true}".getBytes(StandardCharsets.UTF_8));
        record.headers().add("trueup_channel", channel.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /** Returns once Kafka has them all. */
    static void send(String bootstrapServers, List<ProducerRecord<String, byte[]>> records) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (var one : sent) {
                one.get();
            }
        }
    }
}
