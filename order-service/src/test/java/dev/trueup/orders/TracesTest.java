package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.Topics;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class TracesTest extends RunningOrderService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";

    private final TestServers servers;

    TracesTest(TestServers servers) {
        this.servers = servers;
    }

    private static Map<String, String> of(String trace) {
        return Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    }

    private List<String> tracesOn(String topic, String orderNo, int count) {
        try (TopicReader reader = new TopicReader(servers.kafkaBootstrapServers(), topic)) {
            return reader
                    .readUntil(
                            all -> all.stream()
                                            .filter(record -> orderNo.equals(record.key()))
                                            .count()
                                    >= count,
                            PATIENCE)
                    .stream()
                    .filter(record -> orderNo.equals(record.key()))
                    .map(record -> trace(record.headers().lastHeader("traceparent")))
                    .toList();
        }
    }

    private static String trace(Header traceparent) {
        return new String(traceparent.value(), StandardCharsets.UTF_8).substring(3, 35);
    }

    /** Two callbacks, most likely in one batch, each with a doubt that makes the channel be asked. */
    @Test
    void oneTraceGoesFromACallbackThroughKafkaToTheCallOfTheChannel() {
        String orderNo = placed(reference());
        String another = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 1), of(TRACE));
        callback(another, paidNotice(another, "tx-1", 1), of(OTHER));
        await().atMost(PATIENCE).until(() -> channel.queries(orderNo) > 0 && channel.queries(another) > 0);
        assertThat(channel.traceOfQuery(orderNo)).isEqualTo(TRACE);
        assertThat(channel.traceOfQuery(another)).isEqualTo(OTHER);
        assertThat(tracesOn(Topics.QUERY_BACKS, orderNo, 1)).containsOnly(TRACE);
        assertThat(tracesOn(Topics.QUERY_OUTCOMES, orderNo, 1)).contains(TRACE);
    }

    @Test
    void theEventThatACallbackBringsAboutBelongsToItsTrace() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 100), of(TRACE));
        assertThat(tracesOn(Topics.ORDERS, orderNo, 3).getLast()).isEqualTo(TRACE);
    }

    @Test
    void theEventsOfARequestBelongToItsTrace() {
        String orderNo = post("/order/create", body(reference()), "traceparent", "00-" + OTHER + "-00f067aa0ba902b7-01")
                .json()
                .at("/data/order")
                .stringValue();
        assertThat(tracesOn(Topics.ORDERS, orderNo, 2)).contains(OTHER);
    }
}
