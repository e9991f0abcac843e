package dev.trueup.simulator.audit;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderEvent;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.kafka.ContractJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the events of one order come to, in little memory: the last one's fingerprint, not the events. */
final class Trail {
    private long version;
    private @Nullable String fingerprint;
    private @Nullable String paidId;
    private boolean paidTwice;
    private boolean broken;
    private Instant createdAt = Instant.MAX;

    /** The next event, in the order of the topic. */
    void add(EventType type, String eventId, OrderEvent event) {
        if (type == EventType.ORDER_PAID) {
            paidTwice |= paidId != null && !paidId.equals(eventId);
            paidId = paidId == null ? eventId : paidId;
        }
        createdAt = event.order().createdAt();
        if (event.version() == version + 1) {
            version = event.version();
            fingerprint = fingerprint(event.order());
        } else if (event.version() > version) {
            broken = true; // a gap, or a first occurrence before its turn
            version = event.version();
            fingerprint = fingerprint(event.order());
        } else if (event.version() == version && !fingerprint(event.order()).equals(fingerprint)) {
            broken = true; // one version that says two things
        }
    }

    /** Something among the events is no event. */
    void addUnreadable() {
        broken = true;
    }

    boolean paidTwice() {
        return paidTwice;
    }

    /** When its order was made; far in the future where no event tells. */
    Instant createdAt() {
        return createdAt;
    }

    /** Whether the events give exactly this order. */
    boolean gives(OrderSnapshot order) {
        return !broken && version == order.version() && fingerprint(order).equals(fingerprint);
    }

    private static String fingerprint(OrderSnapshot order) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(ContractJson.write(order));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
