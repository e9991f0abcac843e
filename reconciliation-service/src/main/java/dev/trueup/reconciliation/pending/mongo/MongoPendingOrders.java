package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ATTEMPTS;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CLAIM;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CREATED_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.DUE_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.FORGET_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.NEXT_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ORDER_NO;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.SETTLED;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import dev.trueup.reconciliation.pending.Backlog;
import dev.trueup.reconciliation.pending.Claim;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.HeardOutcome;
import dev.trueup.reconciliation.pending.PendingOrder;
import dev.trueup.reconciliation.pending.PendingOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Pending orders in one collection, sharded by hashed {@code _id} where it is sharded. */
final class MongoPendingOrders implements PendingOrders {
    static final String COLLECTION = "pendingOrders";

    /** Counting costs at most this many index entries. */
    private static final int MOST_COUNTED = 1_000_000;

    private static final Duration LONGEST_COUNT = Duration.ofSeconds(5);

    private final MongoCollection<Document> collection;
    private final Duration tombstonesKept;

    /** @param tombstonesKept how long a settled order is remembered */
    MongoPendingOrders(MongoCollection<Document> collection, Duration tombstonesKept) {
        this.collection = collection;
        this.tombstonesKept = tombstonesKept;
    }

    /** Makes the indexes that the queries below are served by. */
    void createIndexes() {
        // Sparse: tombstones have no such field, so a scan costs what is due and no more.
        collection.createIndex(Indexes.ascending(NEXT_AT), new IndexOptions().sparse(true));
        collection.createIndex(
                Indexes.ascending(CREATED_AT), new IndexOptions().partialFilterExpression(eq(SETTLED, false)));
        // The time is in the document, so that another setting needs no other index.
        collection.createIndex(Indexes.ascending(FORGET_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    @Override
    public void merge(Collection<PendingOrder> heardOf, Instant now) {
        new Merge(collection, now.plus(tombstonesKept)).apply(List.copyOf(heardOf));
    }

    @Override
    public List<PendingOrder> claimDue(Claim claim, int limit) {
        List<Document> due = new ArrayList<>();
        for (Document document : due(claim.at(), limit)) {
            // Replies of the embedded store can show changes made after the query had matched: another's claim.
            if (!document.getDate(NEXT_AT).toInstant().isAfter(claim.at())) {
                due.add(document);
            }
        }
        if (due.isEmpty()) {
            return List.of();
        }
        List<UpdateOneModel<Document>> claims = due.stream()
                .map(document -> new UpdateOneModel<Document>(
                        and(eq(ORDER_NO, document.getString(ORDER_NO)), eq(NEXT_AT, document.getDate(NEXT_AT))),
                        combine(set(NEXT_AT, claim.until()), set(CLAIM, claim.token()))))
                .toList();
        int held = collection
                .bulkWrite(claims, new BulkWriteOptions().ordered(false))
                .getMatchedCount();
        return (held == due.size() ? due : held(due, claim))
                .stream().map(PendingOrderDocument::read).toList();
    }

    FindIterable<Document> due(Instant at, int limit) {
        return collection.find(lte(NEXT_AT, at)).sort(ascending(NEXT_AT)).limit(limit);
    }

    /** A bulk write says how many it changed, not which: another replica was faster with some. */
    private List<Document> held(List<Document> due, Claim claim) {
        List<String> orderNos =
                due.stream().map(document -> document.getString(ORDER_NO)).toList();
        Set<String> held = new HashSet<>();
        collection
                .find(and(in(ORDER_NO, orderNos), eq(CLAIM, claim.token())))
                .forEach(document -> held.add(document.getString(ORDER_NO)));
        return due.stream()
                .filter(document -> held.contains(document.getString(ORDER_NO)))
                .toList();
    }

    @Override
    public int emitted(Collection<Emission> emissions, Claim claim) {
        if (emissions.isEmpty()) {
            return 0;
        }
        List<UpdateOneModel<Document>> records = emissions.stream()
                .map(emission -> new UpdateOneModel<Document>(
                        and(eq(ORDER_NO, emission.queryBack().orderNo()), eq(CLAIM, claim.token())),
                        combine(
                                set(ATTEMPTS, emission.queryBack().attempt()),
                                set(DUE_AT, emission.nextDueAt()),
                                set(NEXT_AT, emission.nextDueAt()),
                                unset(CLAIM))))
                .toList();
        return collection
                .bulkWrite(records, new BulkWriteOptions().ordered(false))
                .getMatchedCount();
    }

    @Override
    public void heard(List<HeardOutcome> outcomes) {
        if (!outcomes.isEmpty()) {
            // In order, since several can be of one order.
            collection.bulkWrite(outcomes.stream()
                    .map(heard -> OutcomeUpdates.of(heard, heard.heardAt().plus(tombstonesKept)))
                    .toList());
        }
    }

    @Override
    public Optional<PendingOrder> find(String orderNo) {
        return Optional.ofNullable(collection.find(eq(ORDER_NO, orderNo)).first())
                .map(PendingOrderDocument::read);
    }

    @Override
    public Backlog backlog(Instant now) {
        // Only pending orders have the field, so its index counts them without looking at the tombstones.
        long pending = count(gt(NEXT_AT, Instant.EPOCH));
        long due = count(lte(NEXT_AT, now));
        return new Backlog(
                pending,
                due,
                collection
                        .find(eq(SETTLED, false))
                        .sort(ascending(CREATED_AT))
                        .limit(1)
                        .map(document -> document.getDate(CREATED_AT).toInstant())
                        .first());
    }

    private long count(Bson filter) {
        return collection.countDocuments(
                filter,
                new CountOptions().limit(MOST_COUNTED).maxTime(LONGEST_COUNT.toMillis(), TimeUnit.MILLISECONDS));
    }
}
