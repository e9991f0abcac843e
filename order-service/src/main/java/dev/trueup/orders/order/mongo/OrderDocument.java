package dev.trueup.orders.order.mongo;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderEvent.Evidence;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.kafka.ContractJson;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders.Opening;
import dev.trueup.orders.order.Orders.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An order and all that belongs to it, so that one document's atomic write is enough for every change.
 *
 * @param callAt when the create call is repeated; absent once it is answered
 * @param refundAt when its refunds are worked on; absent while none is open
 * @param confirmAt since when it waits to be asked about once more, paid as it is; absent once it was
 * @param doubtAt since when a doubtful message about it waits for the channel's answer; absent once that is there
 * @param askedAt when the channel was last asked about it; absent once it is decided
 * @param outbox events not yet known to be published
 * @param history the latest events, for people; absent where a read leaves it out
 */
@Document("orders")
record OrderDocument(
        @Id String id,
        OrderSnapshot order,
        @Nullable Map<String, String> instructions,
        @Nullable String channelReference,
        @Nullable Instant callAt,
        @Nullable Instant refundAt,
        @Nullable Instant confirmAt,
        @Nullable Instant doubtAt,
        @Nullable Instant askedAt,
        List<OutboxEntry> outbox,
        @Nullable List<HistoryEntry> history) {

    /**
     * An event as it will be published: the JSON is kept, so that a repetition has the same bytes.
     *
     * @param event an {@link OrderEvent}
     */
    record OutboxEntry(EventType type, long version, Instant at, String event) {
        static OutboxEntry of(Announcement announcement) {
            String json = new String(ContractJson.write(announcement.event()), StandardCharsets.UTF_8);
            return new OutboxEntry(announcement.type(), announcement.version(), announcement.at(), json);
        }

        Announcement announcement() {
            OrderEvent read = ContractJson.read(event.getBytes(StandardCharsets.UTF_8), OrderEvent.class);
            return new Announcement(type, read, at);
        }
    }

    /** An event without its order. */
    record HistoryEntry(
            EventType type,
            long version,
            Instant at,
            @Nullable Evidence evidence) {
        static HistoryEntry of(Announcement announcement) {
            return new HistoryEntry(
                    announcement.type(),
                    announcement.version(),
                    announcement.at(),
                    announcement.event().evidence());
        }
    }

    /** When the errand is due; null where there is none. */
    @Nullable
    Instant due(Errand errand) {
        return switch (errand) {
            case CALL -> callAt;
            case REFUND -> refundAt;
            case CONFIRM -> confirmAt;
            case DOUBT -> doubtAt;
        };
    }

    StoredOrder stored() {
        return new StoredOrder(
                Order.of(order),
                new Opening(instructions == null ? Map.of() : instructions, channelReference),
                outbox.stream().map(OutboxEntry::announcement).toList());
    }
}
