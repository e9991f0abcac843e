package dev.trueup.ingest.callback.kafka;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.contracts.EventType;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.EventRecords;
import dev.trueup.ingest.callback.IncomingCallback;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Callbacks as records of their topics: the bytes as received, and in headers what is needed to verify them again. */
final class CallbackRecords {
    private static final String SOURCE = "/callback-ingest-service";
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Pattern CONTENT_TYPE = Pattern.compile("[ -~]{1,128}");

    private CallbackRecords() {}

    static ProducerRecord<String, byte[]> received(IncomingCallback callback, @Nullable String orderNo) {
        return record(Topics.CALLBACKS, EventType.CALLBACK_RECEIVED, callback, orderNo);
    }

    static ProducerRecord<String, byte[]> rejected(
            IncomingCallback callback, CallbackProtocol.Reason reason, @Nullable String orderNo) {
        ProducerRecord<String, byte[]> record =
                record(Topics.CALLBACKS_REJECTED, EventType.CALLBACK_REJECTED, callback, orderNo);
        add(record, "trueup_reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return record;
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, EventType type, IncomingCallback callback, @Nullable String orderNo) {
        ProducerRecord<String, byte[]> record = EventRecords.bytes(
                topic,
                type,
                callback.id(),
                SOURCE,
                callback.receivedAt(),
                orderNo,
                contentType(callback.contentType()),
                callback.message().body());
        add(record, "trueup_channel", callback.channel());
        add(record, "trueup_received", callback.receivedAt().toString());
        callback.message()
                .headers()
                .forEach((name, values) -> values.forEach(value -> add(record, "http_" + name, value)));
        return record;
    }

    /**
     * The type is not signed, so it is passed on only where it can do no harm: {@code application/cloudevents+json}
     * would make readers take the body for the whole event.
     */
    private static String contentType(String claimed) {
        return CONTENT_TYPE.matcher(claimed).matches()
                        && !claimed.strip().toLowerCase(Locale.ROOT).startsWith("application/cloudevents")
                ? claimed
                : UNKNOWN_TYPE;
    }

    private static void add(ProducerRecord<String, byte[]> record, String header, String value) {
        record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }
}
