package dev.trueup.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.kafka.EventRecords;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document names what there is, and what there is is as it says. */
class AsyncApiTest {
    private static final JsonNode DOCUMENT = new YAMLMapper().readTree(ContractSchema.bytes("asyncapi.yaml"));

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String ORDER_NO = "dcs01";
    private static final String SHA_256 = "0123456789abcdef".repeat(4);

    @Test
    void namesEveryTopic() {
        assertThat(DOCUMENT.path("channels").values())
                .extracting(channel -> channel.path("address").stringValue())
                .containsExactlyInAnyOrder(
                        "trueup.callbacks.v1",
                        "trueup.callbacks.rejected.v1",
                        "trueup.query-backs.v1",
                        "trueup.query-outcomes.v1",
                        "trueup.orders.v1")
                .containsExactlyInAnyOrder(
                        Topics.CALLBACKS,
                        Topics.CALLBACKS_REJECTED,
                        Topics.QUERY_BACKS,
                        Topics.QUERY_OUTCOMES,
                        Topics.ORDERS);
    }

    @Test
    void namesEveryTypeOfEventOnce() {
        List<String> design = Stream.concat(
                        Stream.of("callback.received", "callback.rejected", "query-back.requested", "query-outcome"),
                        Stream.of(
                                        "created",
                                        "pending",
                                        "paid",
                                        "failed",
                                        "closed",
                                        "refund-requested",
                                        "refunded",
                                        "refund-failed",
                                        "late-payment",
                                        "needs-attention",
                                        "attention-resolved",
                                        "still-pending")
                                .map(what -> "order." + what))
                .map(type -> "dev.trueup." + type + ".v1")
                .toList();

        assertThat(messages().keySet()).containsExactlyInAnyOrderElementsOf(design);
        assertThat(EventType.values()).extracting(EventType::wireName).containsExactlyInAnyOrderElementsOf(design);
        assertThat(messagesOfChannels()).containsExactlyInAnyOrderElementsOf(design);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.findValues("$ref")).isNotEmpty().allSatisfy(reference -> {
            String target = reference.stringValue();
            if (target.startsWith("#")) {
                assertThat(DOCUMENT.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(ContractSchema.bytes(target.substring("./".length())))
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreAsItSays(EventType type) {
        Function<@Nullable String, JsonNode> headersOf = orderNo -> headers(record(type, orderNo));
        ContractSchema schema = headersSchema(type);

        assertThat(schema.complaints(headersOf.apply(ORDER_NO))).isEmpty();
        assertThat(schema.complaints(headersOf.apply(null)).isEmpty())
                .as("without an order number")
                .isEqualTo(type == EventType.CALLBACK_RECEIVED || type == EventType.CALLBACK_REJECTED);
        for (String header : List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type")) {
            assertThat(schema.complaints(((ObjectNode) headersOf.apply(ORDER_NO)).without(header)))
                    .as("without " + header)
                    .isNotEmpty();
        }
        assertThat(schema.complaints(((ObjectNode) headersOf.apply(ORDER_NO)).put("ce_type", "dev.trueup.other.v1")))
                .isNotEmpty();
    }

    private static ContractSchema headersSchema(EventType type) {
        ObjectNode schema = (ObjectNode) Objects.requireNonNull(messages().get(type.wireName()))
                .path("headers")
                .deepCopy();
        schema.set("components", DOCUMENT.path("components")); // where its references lead
        return new ContractSchema(schema);
    }

    private static ProducerRecord<String, byte[]> record(EventType type, @Nullable String orderNo) {
        boolean callback = type == EventType.CALLBACK_RECEIVED || type == EventType.CALLBACK_REJECTED;
        ProducerRecord<String, byte[]> record = EventRecords.bytes(
                Topics.ORDERS,
                type,
                callback ? SHA_256 : ORDER_NO + ":1",
                "/some-service",
                NOW,
                orderNo,
                "application/json",
                "{}".getBytes(UTF_8));
        if (callback) {
            record.headers().add("trueup_channel", "sandbox".getBytes(UTF_8));
            record.headers().add("trueup_received", NOW.toString().getBytes(UTF_8));
            record.headers().add("http_webhook-id", "msg_1".getBytes(UTF_8));
            record.headers().add("trueup_reason", "stale".getBytes(UTF_8));
        }
        return record;
    }

    private static JsonNode headers(ProducerRecord<?, ?> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return ContractSchema.JSON.valueToTree(headers);
    }

    /** By {@code ce_type}. */
    private static Map<String, JsonNode> messages() {
        return DOCUMENT.at("/components/messages").values().stream()
                .collect(Collectors.toMap(message -> message.path("name").stringValue(), Function.identity()));
    }

    private static List<String> messagesOfChannels() {
        return DOCUMENT.path("channels").values().stream()
                .map(channel -> channel.path("messages").values())
                .flatMap(Collection::stream)
                .map(reference -> reference.path("$ref").stringValue().substring(1))
                .map(pointer -> DOCUMENT.at(pointer).path("name").stringValue())
                .toList();
    }
}
