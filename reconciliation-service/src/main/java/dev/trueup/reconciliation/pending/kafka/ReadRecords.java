package dev.trueup.reconciliation.pending.kafka;

import dev.trueup.contracts.kafka.UnreadableEventException;
import dev.trueup.reconciliation.kafka.DeadLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A batch, read. What cannot be read goes to the dead letters by itself, after the others have had their effect, so that
 * one bad record neither holds up its neighbours nor takes them along.
 *
 * @param unreadable with the reason
 */
record ReadRecords<T>(List<T> values, List<Unreadable> unreadable) {
    record Unreadable(ConsumerRecord<String, byte[]> record, UnreadableEventException cause) {}

    /** @param reader throws {@link UnreadableEventException} for what it can never read */
    static <T> ReadRecords<T> of(
            List<ConsumerRecord<String, byte[]>> batch, Function<ConsumerRecord<String, byte[]>, T> reader) {
        List<T> values = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            try {
                values.add(reader.apply(record));
            } catch (UnreadableEventException e) {
                unreadable.add(new Unreadable(record, e));
            }
        }
        return new ReadRecords<>(values, unreadable);
    }

    /** Repeated as a whole when either part fails, so {@code effect} must bear repetition. */
    void apply(Consumer<List<T>> effect, DeadLetters deadLetters) {
        if (!values.isEmpty()) {
            effect.accept(values);
        }
        unreadable.forEach(one -> deadLetters.publish(one.record(), one.cause()));
    }

    /** @throws UnreadableEventException if a field that we need is missing */
    static void require(String field, @Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new UnreadableEventException("not usable: '" + field + "' is missing");
        }
    }
}
