package dev.trueup.simulation.store;

import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders.Opening;
import dev.trueup.orders.order.Orders.Revision;
import dev.trueup.orders.order.Orders.StoredOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order's document, and what each command makes of it.
 *
 * @param due its errands, and when each is due
 */
public record OrderDocument(
        Order order,
        Opening opening,
        Map<Errand, Instant> due,
        @Nullable Instant askedAt,
        List<Announcement> outbox,
        List<Announcement> history) {
    StoredOrder read() {
        return new StoredOrder(order, opening, outbox);
    }

    public @Nullable Instant oldestUnpublished() {
        Instant oldest = null;
        for (Announcement announcement : outbox) {
            if (oldest == null || announcement.at().isBefore(oldest)) {
                oldest = announcement.at();
            }
        }
        return oldest;
    }

    OrderDocument with(Errand errand, @Nullable Instant at) {
        Map<Errand, Instant> errands = new EnumMap<>(Errand.class);
        errands.putAll(due);
        if (at == null) {
            errands.remove(errand);
        } else {
            errands.put(errand, at);
        }
        return new OrderDocument(order, opening, errands, askedAt, outbox, history);
    }

    OrderDocument published(long version) {
        List<Announcement> left = outbox.stream()
                .filter(announcement -> announcement.version() > version)
                .toList();
        return new OrderDocument(order, opening, due, askedAt, left, history);
    }

    OrderDocument asked(Instant at) {
        return new OrderDocument(order, opening, due, at, outbox, history);
    }

    OrderDocument answered(Opening told) {
        Opening both = new Opening(
                told.instructions().isEmpty() ? opening.instructions() : told.instructions(),
                told.channelReference() == null ? opening.channelReference() : told.channelReference());
        return new OrderDocument(order, both, due, askedAt, outbox, history).with(Errand.CALL, null);
    }

    OrderDocument revised(Revision revision) {
        Map<Errand, Instant> errands = new EnumMap<>(Errand.class);
        errands.putAll(due);
        revision.ending().forEach(errands::remove);
        errands.putAll(revision.arising());
        return new OrderDocument(
                revision.after(),
                opening,
                errands,
                revision.after().decided() ? null : askedAt,
                both(outbox, revision.announcements()),
                both(history, revision.announcements()));
    }

    private static List<Announcement> both(List<Announcement> some, List<Announcement> more) {
        List<Announcement> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
