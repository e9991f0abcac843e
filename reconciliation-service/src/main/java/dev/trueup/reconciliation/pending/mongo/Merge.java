package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ATTEMPTS;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CHANNEL;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CLAIM;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CREATED_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.DUE_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.EXPIRES_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.FORGET_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.LAST_ATTEMPT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.NEXT_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ORDER_NO;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.SETTLED;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.THROTTLED;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.VERSION;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.trueup.reconciliation.pending.PendingOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Takes up what orders' events say by upserts that are guarded on the version. A guard that fails makes the server try
 * to insert, and so shows as a duplicate key; what that means is then looked up.
 */
record Merge(MongoCollection<Document> collection, Instant forgetAt) {
    /** Each round but the first needs a race with another writer of the same order. */
    private static final int MOST_ROUNDS = 5;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    void apply(List<PendingOrder> heardOf) {
        List<PendingOrder> left = heardOf;
        for (int round = 0; !left.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new ConcurrencyFailureException("%d orders, %s among them, kept being changed by others"
                        .formatted(left.size(), left.getFirst().orderNo()));
            }
            left = behind(upsert(left));
            revive(left);
        }
    }

    /** @return those refused with a duplicate key */
    private List<PendingOrder> upsert(List<PendingOrder> orders) {
        try {
            collection.bulkWrite(orders.stream().map(this::upsert).toList(), UNORDERED);
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null || !e.getWriteErrors().stream().allMatch(Merge::isDuplicateKey)) {
                throw e;
            }
            return e.getWriteErrors().stream()
                    .map(error -> orders.get(error.getIndex()))
                    .toList();
        }
    }

    /** @return those of which a lower version is stored, or none */
    private List<PendingOrder> behind(List<PendingOrder> refused) {
        if (refused.isEmpty()) {
            return List.of();
        }
        Map<String, Long> stored = new HashMap<>();
        collection
                .find(in(ORDER_NO, refused.stream().map(PendingOrder::orderNo).toList()))
                .projection(include(VERSION))
                .forEach(document -> stored.put(document.getString(ORDER_NO), document.getLong(VERSION)));
        return refused.stream()
                .filter(order -> stored.getOrDefault(order.orderNo(), -1L) < order.version())
                .toList();
    }

    /** Tombstones that an event of a higher version says are undecided. */
    private void revive(List<PendingOrder> orders) {
        List<UpdateOneModel<Document>> updates = orders.stream()
                .filter(order -> !order.settled())
                .map(order -> new UpdateOneModel<Document>(
                        and(eq(ORDER_NO, order.orderNo()), eq(SETTLED, true), lt(VERSION, order.version())),
                        combine(
                                heardOf(order),
                                set(SETTLED, false),
                                set(DUE_AT, order.dueAt()),
                                set(NEXT_AT, order.dueAt()),
                                unset(FORGET_AT))))
                .toList();
        if (!updates.isEmpty()) {
            collection.bulkWrite(updates, UNORDERED);
        }
    }

    private UpdateOneModel<Document> upsert(PendingOrder order) {
        Bson lower = and(eq(ORDER_NO, order.orderNo()), lt(VERSION, order.version()));
        return order.settled()
                ? new UpdateOneModel<>(lower, tombstone(order), new UpdateOptions().upsert(true))
                : new UpdateOneModel<>(
                        and(lower, eq(SETTLED, false)), undecided(order), new UpdateOptions().upsert(true));
    }

    private Bson tombstone(PendingOrder order) {
        return combine(
                heardOf(order),
                set(SETTLED, true),
                set(FORGET_AT, forgetAt),
                unset(DUE_AT),
                unset(NEXT_AT),
                unset(CLAIM),
                startingCounts(order));
    }

    private static Bson undecided(PendingOrder order) {
        return combine(
                heardOf(order),
                startingCounts(order),
                setOnInsert(DUE_AT, order.dueAt()),
                setOnInsert(NEXT_AT, order.dueAt()));
    }

    private static Bson heardOf(PendingOrder order) {
        return combine(
                set(CHANNEL, order.channel()), set(VERSION, order.version()), set(EXPIRES_AT, order.expiresAt()));
    }

    private static Bson startingCounts(PendingOrder order) {
        return combine(
                setOnInsert(ATTEMPTS, 0),
                setOnInsert(THROTTLED, 0),
                setOnInsert(LAST_ATTEMPT, 0),
                setOnInsert(CREATED_AT, order.createdAt()));
    }

    private static boolean isDuplicateKey(BulkWriteError error) {
        return ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
