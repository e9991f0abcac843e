package dev.trueup.simulator.audit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.kafka.ContractJson;
import dev.trueup.contracts.kafka.EventRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Orders made by hand: served over HTTP in small pages, told on a topic of their own. */
final class OrderService implements AutoCloseable {
    private static final int PAGE = 5;

    private final ConcurrentSkipListMap<String, OrderSnapshot> orders = new ConcurrentSkipListMap<>();
    private final AtomicInteger pages = new AtomicInteger();
    private final HttpServer server;
    private final Clients clients;
    private final String topic;

    /** One of each for all tests: making them takes longer than what they do. */
    private record Clients(Admin admin, KafkaProducer<String, byte[]> producer) {
        private static final Map<String, Clients> BY_SERVERS = new ConcurrentHashMap<>();

        static Clients of(String bootstrapServers) {
            return BY_SERVERS.computeIfAbsent(bootstrapServers, servers -> {
                Map<String, Object> connection = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
                return new Clients(
                        Admin.create(connection),
                        new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer()));
            });
        }
    }

    OrderService(String bootstrapServers, String topic) throws IOException {
        this.topic = topic;
        this.clients = Clients.of(bootstrapServers);
        try {
            clients.admin()
                    .createTopics(List.of(new NewTopic(topic, 3, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    String topic() {
        return topic;
    }

    int pages() {
        return pages.get();
    }

    void put(OrderSnapshot order) {
        orders.put(order.orderNo(), order);
    }

    void publish(EventType type, String eventId, OrderSnapshot order) {
        send(EventRecords.json(
                topic,
                type,
                eventId,
                "/order-service",
                order.createdAt(),
                order.orderNo(),
                new OrderEvent(order, order.version(), null)));
    }

    void publishGarbage(String orderNo) {
        send(new ProducerRecord<>(topic, orderNo, "garbage".getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            clients.producer().send(record).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = ContractJson.write(
                    path.equals("/orders") ? page(parameters(exchange)) : single(path.substring("/orders/".length())));
            boolean found = path.equals("/orders") || orders.containsKey(path.substring("/orders/".length()));
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, @Nullable Object> page(Map<String, String> parameters) {
        pages.incrementAndGet();
        String after = parameters.getOrDefault("after", "");
        List<OrderSnapshot> page =
                orders.tailMap(after, false).values().stream().limit(PAGE).toList();
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("orders", page);
        answer.put("next", page.size() < PAGE ? null : page.getLast().orderNo());
        return answer;
    }

    private Map<String, @Nullable Object> single(String orderNo) {
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("order", orders.get(orderNo));
        answer.put("statements", List.of());
        answer.put("events", List.of());
        return answer;
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
            parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
