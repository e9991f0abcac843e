package dev.trueup.orders.settling.kafka;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.contracts.Topics;
import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.order.Charges;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.settling.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Verified callbacks. Ingest's verdict on them stands; here they are read and settled. The offsets of a batch are
 * committed after its effects are stored; a record that nobody can ever read goes to the dead letters alone.
 */
@Component
class CallbackListener {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackListener.class);

    private final Map<String, CallbackProtocol> protocols;
    private final Settlement settlement;
    private final Charges charges;
    private final MeterRegistry meters;
    private final OrderTraces traces;

    CallbackListener(
            Map<String, CallbackProtocol> callbackProtocols,
            Settlement settlement,
            Charges charges,
            MeterRegistry meters,
            OrderTraces traces) {
        this.protocols = callbackProtocols;
        this.settlement = settlement;
        this.charges = charges;
        this.meters = meters;
        this.traces = traces;
    }

    @KafkaListener(id = "callbacks", topics = Topics.CALLBACKS, groupId = "order-service", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        List<Heard> heard = new ArrayList<>();
        BatchListenerFailedException unreadable = null;
        for (int index = 0; index < records.size() && unreadable == null; index++) {
            try {
                read(records.get(index), heard);
            } catch (UnreadableEventException e) {
                unreadable = new BatchListenerFailedException("callback cannot be read", e, index);
            }
        }
        if (!heard.isEmpty()) {
            traces.following(records, () -> settlement.settle(heard));
        }
        if (unreadable != null) {
            throw unreadable; // those before it have taken effect, those after it come again
        }
    }

    private void read(ConsumerRecord<String, byte[]> record, List<Heard> heard) {
        CallbackProtocol protocol = protocols.get(header(record, "trueup_channel"));
        if (protocol == null) {
            throw new UnreadableEventException("header trueup_channel names no channel that is set up");
        }
        byte @Nullable [] body = record.value();
        if (body == null) {
            throw new UnreadableEventException("the record has no value");
        }
        switch (protocol.read(body)) {
            case Reading.Told told -> heard.add(new Heard(told.statement(), Heard.Source.CALLBACK, receivedAt(record)));
            case Reading.OfCharge(String transactionId, String type) ->
                ask(protocol.channel(), transactionId, type, record);
            case Reading.Irrelevant irrelevant ->
                meters.counter("trueup.callbacks.irrelevant", "channel", protocol.channel())
                        .increment();
            case Reading.Unreadable unreadable -> throw new UnreadableEventException(unreadable.why());
        }
    }

    /** The channel's answer is a statement like any other; the callback says nothing that could be settled. */
    private void ask(String channel, String transactionId, String type, ConsumerRecord<String, byte[]> record) {
        Optional<String> orderNo = charges.orderNo(channel, transactionId);
        orderNo.ifPresentOrElse(
                number -> settlement.ask(number, channel, type, header(record, "ce_id"), receivedAt(record)), () -> {
                    LOG.warn("channel {}: {} of charge {}, which no order has", channel, type, transactionId);
                    meters.counter("trueup.callbacks.unmatched", "channel", channel)
                            .increment();
                });
    }

    private static Instant receivedAt(ConsumerRecord<String, byte[]> record) {
        try {
            return Instant.parse(header(record, "trueup_received")).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new UnreadableEventException("header trueup_received is no instant", e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new UnreadableEventException("header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
