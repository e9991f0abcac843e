package dev.trueup.reconciliation.pending.kafka;

import dev.trueup.contracts.Topics;
import dev.trueup.reconciliation.pending.Hint;
import dev.trueup.reconciliation.pending.PendingOrderBook;
import dev.trueup.reconciliation.settings.ReconciliationSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes callbacks that failed verification as hints to ask sooner. Anybody can have written them, so nothing of them is
 * read but the order number and the channel, nothing else is done about them, and what makes no sense is passed over.
 */
@Component
class HintListener {
    private static final String CHANNEL_HEADER = "trueup_channel";
    private static final int LONGEST_NAME = 64;

    private final PendingOrderBook book;
    private final ReconciliationSettings settings;
    private final InstantSource clock;
    private final Counter heard;
    private final Counter taken;

    HintListener(PendingOrderBook book, ReconciliationSettings settings, InstantSource clock, MeterRegistry meters) {
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        this.heard = Counter.builder("trueup.queryback.hints.heard")
                .description("Callbacks that failed verification and name an order")
                .register(meters);
        this.taken = Counter.builder("trueup.queryback.hints.taken")
                .description("Orders asked about sooner because of one")
                .register(meters);
    }

    @KafkaListener(id = "hints", idIsGroup = false, topics = Topics.CALLBACKS_REJECTED)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        Instant oldest = clock.instant().minus(settings.hintsKept());
        List<Hint> hints = batch.stream()
                .filter(record -> record.timestamp() >= oldest.toEpochMilli())
                .map(HintListener::hint)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (!hints.isEmpty()) {
            heard.increment(hints.size());
            taken.increment(book.hints(hints));
        }
    }

    private static Optional<Hint> hint(ConsumerRecord<String, byte[]> record) {
        @Nullable String orderNo = record.key();
        @Nullable Header header = record.headers().lastHeader(CHANNEL_HEADER);
        if (orderNo == null || orderNo.isEmpty() || orderNo.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        if (header == null || header.value() == null || header.value().length > LONGEST_NAME) {
            return Optional.empty();
        }
        return Optional.of(new Hint(orderNo, new String(header.value(), StandardCharsets.UTF_8)));
    }
}
