package dev.trueup.contracts.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.contracts.ContractRecords;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.QueryBack;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.contracts.Topics;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

class EventRecordsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Property(tries = 100)
    @Domain(ContractRecords.class)
    void aRecordReadsAsItWasWritten(@ForAll QueryBack queryBack) {
        ProducerRecord<String, byte[]> written = EventRecords.json(
                Topics.QUERY_BACKS,
                EventType.QUERY_BACK_REQUESTED,
                "an-id",
                "/reconciliation-service",
                NOW,
                queryBack.orderNo(),
                queryBack);

        assertThat(written.topic()).isEqualTo("trueup.query-backs.v1");
        assertThat(written.key()).isEqualTo(queryBack.orderNo());
        ConsumerRecord<String, byte[]> read = received(written, written.value());
        assertThat(EventRecords.value(read, QueryBack.class)).isEqualTo(queryBack);
        CloudEvent event = EventRecords.read(read);
        assertThat(EventType.of(event.getType())).contains(EventType.QUERY_BACK_REQUESTED);
        assertThat(event.getId()).isEqualTo("an-id");
        assertThat(event.getSource()).hasToString("/reconciliation-service");
        assertThat(event.getSubject()).isEqualTo(queryBack.orderNo());
        assertThat(event.getTime()).isEqualTo(NOW.atOffset(ZoneOffset.UTC));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
    }

    @Property(tries = 200)
    void theBytesOfACallbackStayWhatTheyAre(@ForAll byte[] body) {
        ProducerRecord<String, byte[]> written = EventRecords.bytes(
                Topics.CALLBACKS,
                EventType.CALLBACK_RECEIVED,
                "an-id",
                "/callback-ingest-service",
                NOW,
                null,
                "text/plain; charset=gbk",
                body);

        assertThat(written.key()).isNull();
        assertThat(written.value()).isEqualTo(body);
        CloudEvent event = EventRecords.read(received(written, written.value()));
        assertThat(event.getSubject()).isNull();
        CloudEventData data = event.getData();
        assertThat(data == null ? new byte[0] : data.toBytes()).isEqualTo(body);
    }

    /** Nothing that lies on a topic makes a reader do anything but say that it is unreadable. */
    @Property(tries = 500)
    void whateverLiesThereIsReadOrUnreadable(@ForAll byte[] value) {
        try {
            EventRecords.value(received(null, value), QueryOutcome.class);
        } catch (UnreadableEventException e) {
            assertThat(e).hasMessageStartingWith("not a QueryOutcome: ").hasNoCause();
        }
    }

    @Example
    void nullIsUnreadable() {
        assertThatThrownBy(() -> EventRecords.value(received(null, "null".getBytes(UTF_8)), QueryOutcome.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("not a QueryOutcome: null");
    }

    @Example
    void anEmptyRecordIsUnreadable() {
        assertThatThrownBy(() -> EventRecords.value(received(null, null), QueryOutcome.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessage("not a QueryOutcome: the record has no value");
    }

    @Example
    void aRecordWithoutTheHeadersIsNoEvent() {
        assertThatThrownBy(() -> EventRecords.read(received(null, "{}".getBytes(UTF_8))))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("not a CloudEvent: ");
    }

    @Example
    void whatIsUnreadableIsNotQuoted() {
        byte[] outcome = """
            {"orderNo":"dcs1","channel":"sandbox","attempt":"user-6666","outcome":"decided"}\
            """.getBytes(UTF_8);
        assertThatThrownBy(() -> ContractJson.read(outcome, QueryOutcome.class))
                .hasMessage("not a QueryOutcome: attempt is missing or not what it should be")
                .hasNoCause();
    }

    @Example
    void whatIsNestedTooDeepIsUnreadable() {
        assertThatThrownBy(() -> ContractJson.read("{\"a\":".repeat(10_000).getBytes(UTF_8), QueryOutcome.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("not a QueryOutcome: ");
    }

    @Example
    void aTypeOfALaterVersionIsNotKnown() {
        assertThat(EventType.of("dev.trueup.order.paid.v2")).isEqualTo(Optional.empty());
    }

    @SuppressWarnings("NullAway") // a record may have no value, but kafka-clients do not say so to the checker
    private static ConsumerRecord<String, byte[]> received(
            @Nullable ProducerRecord<String, byte[]> written, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "some-topic",
                0,
                0L,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                value,
                written == null ? new RecordHeaders() : written.headers(),
                Optional.empty());
    }
}
