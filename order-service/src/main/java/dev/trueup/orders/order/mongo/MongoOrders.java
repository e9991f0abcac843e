package dev.trueup.orders.order.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.bulk.BulkWriteResult;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.orders.order.Announcement;
import dev.trueup.orders.order.Errand;
import dev.trueup.orders.order.Order;
import dev.trueup.orders.order.Orders;
import dev.trueup.orders.order.Transition;
import dev.trueup.orders.order.mongo.OrderDocument.HistoryEntry;
import dev.trueup.orders.order.mongo.OrderDocument.OutboxEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Orders in the collection {@code orders}, sharded by hashed {@code _id} where it is sharded. */
@Repository
class MongoOrders implements Orders {
    static final String CHANNEL = "order.channel";
    static final String STATE = "order.state";
    static final String ATTENTION = "order.attention.reason";
    static final String CREATED_AT = "order.createdAt";
    private static final String CALL_AT = "callAt";
    private static final String REFUND_AT = "refundAt";
    private static final String CONFIRM_AT = "confirmAt";
    private static final String DOUBT_AT = "doubtAt";
    static final String ASKED_AT = "askedAt";
    static final String OUTBOX_AT = "outbox.at";
    private static final String ID = "_id";
    private static final String VERSION = "order.version";
    private static final String OUTBOX = "outbox";
    private static final String HISTORY = "history";

    /** Enough for any order that somebody looks at; one that stays pending for years keeps its latest events. */
    private static final int LONGEST_HISTORY = 200;

    private final MongoOperations mongo;

    MongoOrders(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public boolean insert(Transition created, Opening opening, @Nullable Instant callAgainAt) {
        Order order = created.order();
        List<Announcement> announcements = created.announcements();
        try {
            mongo.insert(new OrderDocument(
                    order.orderNo(),
                    order.snapshot(),
                    opening.instructions().isEmpty() ? null : opening.instructions(),
                    opening.channelReference(),
                    callAgainAt,
                    null,
                    null,
                    null,
                    order.terms().createdAt(),
                    announcements.stream().map(OutboxEntry::of).toList(),
                    announcements.stream().map(HistoryEntry::of).toList()));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Map<String, StoredOrder> findAll(Collection<String> orderNos) {
        if (orderNos.isEmpty()) {
            return Map.of();
        }
        Query query = query(where(ID).in(orderNos));
        query.fields().exclude(HISTORY);
        Map<String, StoredOrder> found = new HashMap<>();
        mongo.find(query, OrderDocument.class).forEach(document -> found.put(document.id(), document.stored()));
        return found;
    }

    @Override
    public Set<String> update(Collection<Revision> revisions) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, OrderDocument.class);
        for (Revision revision : revisions) {
            long version = revision.before().order().version();
            bulk.updateOne(query(where(ID).is(revision.orderNo()).and(VERSION).is(version)), update(revision));
        }
        BulkWriteResult result = bulk.execute();
        return result.getMatchedCount() == revisions.size() ? Set.of() : overtaken(revisions);
    }

    private static Update update(Revision revision) {
        List<Announcement> announcements = revision.announcements();
        Update update = new Update()
                .set("order", revision.after().snapshot())
                .push(OUTBOX)
                .each(announcements.stream().map(OutboxEntry::of).toArray());
        update.push(HISTORY)
                .slice(-LONGEST_HISTORY)
                .each(announcements.stream().map(HistoryEntry::of).toArray());
        revision.ending().forEach(errand -> update.unset(field(errand)));
        revision.arising().forEach((errand, since) -> update.set(field(errand), since));
        return revision.after().decided() ? update.unset(ASKED_AT) : update;
    }

    /** A bulk write tells sums only: which orders were missed is found by reading what is there now. */
    private Set<String> overtaken(Collection<Revision> revisions) {
        Map<String, StoredOrder> now =
                findAll(revisions.stream().map(Revision::orderNo).toList());
        return revisions.stream()
                .filter(revision -> {
                    StoredOrder stored = now.get(revision.orderNo());
                    return stored == null || !revision.isStoredIn(stored);
                })
                .map(Revision::orderNo)
                .collect(Collectors.toSet());
    }

    @Override
    public void answered(String orderNo, Opening opening) {
        Update update = new Update().unset(CALL_AT);
        if (!opening.instructions().isEmpty()) {
            update.set("instructions", opening.instructions());
        }
        if (opening.channelReference() != null) {
            update.set("channelReference", opening.channelReference());
        }
        mongo.updateFirst(query(where(ID).is(orderNo)), update, OrderDocument.class);
    }

    @Override
    public List<StoredOrder> claimDue(Errand errand, String channel, Instant now, Instant until, int limit) {
        String field = field(errand);
        Query due = query(where(CHANNEL).is(channel).and(field).lte(now))
                .with(Sort.by(field))
                .limit(limit);
        due.fields().exclude(HISTORY);
        return mongo.find(due, OrderDocument.class).stream()
                .filter(document -> change(errand, document.id(), document.due(errand), Update.update(field, until)))
                .map(OrderDocument::stored)
                .toList();
    }

    @Override
    public void postpone(Errand errand, String orderNo, Instant until, Instant at) {
        change(errand, orderNo, until, Update.update(field(errand), at));
    }

    @Override
    public void arise(Errand errand, Map<String, Instant> at) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, OrderDocument.class);
        at.forEach(
                (orderNo, since) -> bulk.updateOne(query(where(ID).is(orderNo)), Update.update(field(errand), since)));
        bulk.execute();
    }

    @Override
    public Map<String, Instant> due(Errand errand, Collection<String> orderNos) {
        Query query = query(where(ID).in(orderNos).and(field(errand)).exists(true));
        query.fields().exclude(HISTORY);
        return mongo.find(query, OrderDocument.class).stream()
                .collect(Collectors.toMap(OrderDocument::id, document -> Objects.requireNonNull(document.due(errand))));
    }

    @Override
    public void done(Errand errand, Map<String, Instant> seen) {
        if (seen.isEmpty()) {
            return;
        }
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, OrderDocument.class);
        seen.forEach((orderNo, at) -> bulk.updateOne(
                query(where(ID).is(orderNo).and(field(errand)).is(at)), new Update().unset(field(errand))));
        bulk.execute();
    }

    private boolean change(Errand errand, String orderNo, @Nullable Instant dueAt, Update update) {
        Query asSeen = query(where(ID).is(orderNo).and(field(errand)).is(dueAt));
        return mongo.updateFirst(asSeen, update, OrderDocument.class).getModifiedCount() == 1;
    }

    static String field(Errand errand) {
        return switch (errand) {
            case CALL -> CALL_AT;
            case REFUND -> REFUND_AT;
            case CONFIRM -> CONFIRM_AT;
            case DOUBT -> DOUBT_AT;
        };
    }

    @Override
    public void published(Map<String, Long> versions) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, OrderDocument.class);
        versions.forEach((orderNo, version) -> bulk.updateOne(
                query(where(ID).is(orderNo)),
                new Update().pull(OUTBOX, query(where("version").lte(version)))));
        bulk.execute();
    }

    @Override
    public List<StoredOrder> unpublished(Instant before, int limit) {
        return oldest(where(OUTBOX_AT).lt(before), OUTBOX_AT, limit);
    }

    @Override
    public void asked(Collection<String> orderNos, Instant at) {
        mongo.updateMulti(
                query(where(ID).in(orderNos).and(ASKED_AT).exists(true)),
                Update.update(ASKED_AT, at),
                OrderDocument.class);
    }

    @Override
    public List<StoredOrder> unasked(Instant before, int limit) {
        return oldest(where(ASKED_AT).lt(before), ASKED_AT, limit);
    }

    private List<StoredOrder> oldest(Criteria criteria, String by, int limit) {
        Query query = query(criteria).with(Sort.by(by)).limit(limit);
        query.fields().exclude(HISTORY);
        return mongo.find(query, OrderDocument.class).stream()
                .map(OrderDocument::stored)
                .toList();
    }

    @Override
    public List<Order> page(Selection wanted) {
        Criteria criteria = new Criteria();
        if (wanted.state() != null) {
            criteria.and(STATE).is(wanted.state());
        }
        if (wanted.attention() != null) {
            criteria.and(ATTENTION).is(wanted.attention());
        }
        Position after = wanted.after();
        if (wanted.createdBefore() != null || after != null) {
            Criteria created = criteria.and(CREATED_AT);
            if (wanted.createdBefore() != null) {
                created.lt(wanted.createdBefore());
            }
            if (after != null) {
                created.gte(after.createdAt());
                criteria.orOperator(
                        where(CREATED_AT).gt(after.createdAt()), where(ID).gt(after.orderNo()));
            }
        }
        Query query = query(criteria).with(Sort.by(CREATED_AT, ID)).limit(wanted.limit());
        query.fields().exclude(HISTORY, OUTBOX);
        return mongo.find(query, OrderPage.class, "orders").stream()
                .map(document -> Order.of(document.order()))
                .toList();
    }

    @Override
    public List<Event> history(String orderNo) {
        Query query = query(where(ID).is(orderNo));
        query.fields().include(HISTORY);
        OrderHistory found = mongo.findOne(query, OrderHistory.class, "orders");
        return found == null
                ? List.of()
                : found.history().stream()
                        .map(entry -> new Event(entry.type(), entry.version(), entry.at(), entry.evidence()))
                        .toList();
    }

    private record OrderPage(OrderSnapshot order) {}

    private record OrderHistory(List<HistoryEntry> history) {}
}
