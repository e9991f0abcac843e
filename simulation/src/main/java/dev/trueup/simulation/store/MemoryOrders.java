package dev.trueup.simulation.store;

import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders in the simulated store, by the commands that the real one gets: one for each document, sums as answers. */
public final class MemoryOrders implements Orders {
    private final Database database;
    private final Database.Documents<OrderDocument> documents;

    MemoryOrders(Database database, Database.Documents<OrderDocument> documents) {
        this.database = database;
        this.documents = documents;
    }

    /** The earliest of such times, without asking over the network. */
    public Supplier<@Nullable Instant> earliest(Function<OrderDocument, @Nullable Instant> time) {
        return documents.earliest(time);
    }

    @Override
    public boolean insert(Transition created, Opening opening, @Nullable Instant callAgainAt) {
        Order order = created.order();
        return database.write(() -> {
            if (documents.guarded(order.orderNo()) != null) {
                return false;
            }
            List<Announcement> announcements = created.announcements();
            documents.put(
                    order.orderNo(),
                    new OrderDocument(
                            order,
                            opening,
                            callAgainAt == null ? Map.of() : Map.of(Errand.CALL, callAgainAt),
                            order.terms().createdAt(),
                            announcements,
                            announcements));
            return true;
        });
    }

    @Override
    public Map<String, StoredOrder> findAll(Collection<String> orderNos) {
        if (orderNos.isEmpty()) {
            return Map.of();
        }
        return database.read(() -> {
            Map<String, StoredOrder> found = new HashMap<>();
            for (String orderNo : orderNos) {
                OrderDocument stored = documents.read(orderNo);
                if (stored != null) {
                    found.put(orderNo, stored.read());
                }
            }
            return found;
        });
    }

    @Override
    public Set<String> update(Collection<Revision> revisions) {
        int matched = 0;
        for (Revision revision : revisions) {
            matched += database.write(() -> store(revision)) ? 1 : 0;
        }
        if (matched == revisions.size()) {
            return Set.of();
        }
        Map<String, StoredOrder> now =
                findAll(revisions.stream().map(Revision::orderNo).toList());
        Set<String> overtaken = new HashSet<>();
        for (Revision revision : revisions) {
            StoredOrder stored = now.get(revision.orderNo());
            if (stored == null || !revision.isStoredIn(stored)) {
                overtaken.add(revision.orderNo());
            }
        }
        return overtaken;
    }

    private boolean store(Revision revision) {
        return change(
                revision.orderNo(),
                stored -> stored.order().version() == revision.before().order().version(),
                stored -> stored.revised(revision));
    }

    private boolean change(String orderNo, Predicate<OrderDocument> guard, UnaryOperator<OrderDocument> change) {
        OrderDocument stored = documents.guarded(orderNo);
        if (stored == null || !guard.test(stored)) {
            return false;
        }
        documents.put(orderNo, change.apply(stored));
        return true;
    }

    @Override
    public void answered(String orderNo, Opening opening) {
        boolean unused = database.write(() -> change(orderNo, stored -> true, stored -> stored.answered(opening)));
    }

    @Override
    public List<StoredOrder> claimDue(Errand errand, String channel, Instant now, Instant until, int limit) {
        List<OrderDocument> due = database.read(() -> oldest(
                        stored -> of(channel, stored) ? stored.due().get(errand) : null, at -> !at.isAfter(now), limit)
                .toList());
        List<StoredOrder> claimed = new ArrayList<>();
        for (OrderDocument seen : due) {
            if (changeDue(errand, seen.order().orderNo(), seen.due().get(errand), until)) {
                claimed.add(seen.read());
            }
        }
        return claimed;
    }

    private static boolean of(String channel, OrderDocument stored) {
        return stored.order().terms().channel().equals(channel);
    }

    @Override
    public void postpone(Errand errand, String orderNo, Instant until, Instant at) {
        boolean unused = changeDue(errand, orderNo, until, at);
    }

    private boolean changeDue(Errand errand, String orderNo, @Nullable Instant from, Instant to) {
        return database.write(() -> change(
                orderNo,
                stored -> Objects.equals(stored.due().get(errand), from) && !to.equals(from),
                stored -> stored.with(errand, to)));
    }

    @Override
    public void arise(Errand errand, Map<String, Instant> at) {
        new TreeMap<>(at).forEach((orderNo, since) -> {
            boolean unused =
                    database.write(() -> change(orderNo, stored -> true, stored -> stored.with(errand, since)));
        });
    }

    @Override
    public Map<String, Instant> due(Errand errand, Collection<String> orderNos) {
        return database.read(() -> {
            Map<String, Instant> due = new HashMap<>();
            for (String orderNo : orderNos) {
                OrderDocument stored = documents.read(orderNo);
                Instant at = stored == null ? null : stored.due().get(errand);
                if (at != null) {
                    due.put(orderNo, at);
                }
            }
            return due;
        });
    }

    @Override
    public void done(Errand errand, Map<String, Instant> seen) {
        new TreeMap<>(seen).forEach((orderNo, at) -> {
            boolean unused = database.write(() -> change(
                    orderNo, stored -> at.equals(stored.due().get(errand)), stored -> stored.with(errand, null)));
        });
    }

    private Stream<OrderDocument> oldest(
            Function<OrderDocument, @Nullable Instant> by, Predicate<Instant> due, int limit) {
        record Due(Instant at, OrderDocument stored) {}
        List<Due> found = new ArrayList<>();
        for (OrderDocument stored : documents.readAll()) {
            Instant at = by.apply(stored);
            if (at != null && due.test(at)) {
                found.add(new Due(at, stored));
            }
        }
        return found.stream().sorted(Comparator.comparing(Due::at)).limit(limit).map(Due::stored);
    }

    @Override
    public void published(Map<String, Long> versions) {
        new TreeMap<>(versions).forEach((orderNo, version) -> {
            boolean unused = database.write(() -> change(orderNo, stored -> true, stored -> stored.published(version)));
        });
    }

    @Override
    public List<StoredOrder> unpublished(Instant before, int limit) {
        return database.read(() -> oldest(OrderDocument::oldestUnpublished, at -> at.isBefore(before), limit)
                .map(OrderDocument::read)
                .toList());
    }

    @Override
    public void asked(Collection<String> orderNos, Instant at) {
        for (String orderNo : new TreeSet<>(orderNos)) {
            boolean unused = database.write(
                    () -> change(orderNo, stored -> stored.askedAt() != null, stored -> stored.asked(at)));
        }
    }

    @Override
    public List<StoredOrder> unasked(Instant before, int limit) {
        return database.read(() -> oldest(OrderDocument::askedAt, at -> at.isBefore(before), limit)
                .map(OrderDocument::read)
                .toList());
    }

    @Override
    public List<Order> page(Selection wanted) {
        Position after = wanted.after();
        return database.read(() -> documents.readAll().stream()
                .map(OrderDocument::order)
                .filter(order -> wanted.state() == null || order.state() == wanted.state())
                .filter(order -> wanted.attention() == null
                        || order.attention().stream()
                                .anyMatch(one -> one.reason().equals(wanted.attention())))
                .filter(order -> wanted.createdBefore() == null
                        || order.terms().createdAt().isBefore(wanted.createdBefore()))
                .filter(order -> after == null
                        || BY_AGE.compare(new Position(order.terms().createdAt(), order.orderNo()), after) > 0)
                .sorted(Comparator.comparing(order -> new Position(order.terms().createdAt(), order.orderNo()), BY_AGE))
                .limit(wanted.limit())
                .toList());
    }

    private static final Comparator<Position> BY_AGE =
            Comparator.comparing(Position::createdAt).thenComparing(Position::orderNo);

    @Override
    public List<Event> history(String orderNo) {
        return database.read(() -> {
            OrderDocument stored = documents.read(orderNo);
            return stored == null
                    ? List.of()
                    : stored.history().stream()
                            .map(one -> new Event(
                                    one.type(),
                                    one.version(),
                                    one.at(),
                                    one.event().evidence()))
                            .toList();
        });
    }
}
