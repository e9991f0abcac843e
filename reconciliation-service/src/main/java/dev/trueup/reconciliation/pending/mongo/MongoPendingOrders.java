package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ATTEMPTS;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CHANNEL;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CLAIM;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CREATED_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.DUE_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.FORGET_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.HINTED_AFTER;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.NEXT_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ORDER_NO;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.SETTLED;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.reconciliation.pending.Age;
import dev.trueup.reconciliation.pending.Backlog;
import dev.trueup.reconciliation.pending.Claim;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.HeardOutcome;
import dev.trueup.reconciliation.pending.PendingOrder;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.Portion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Pending orders in one collection, sharded by hashed {@code _id} where it is sharded. */
final class MongoPendingOrders implements PendingOrders, Preparation {
    static final String COLLECTION = "pendingOrders";

    /** Counting costs at most this many index entries. */
    private static final int MOST_COUNTED = 1_000_000;

    private static final Duration LONGEST_COUNT = Duration.ofSeconds(5);

    private final MongoCollection<Document> collection;
    private final Claims claims;
    private final Duration tombstonesKept;

    /** @param tombstonesKept how long a settled order is remembered */
    MongoPendingOrders(MongoCollection<Document> collection, Duration tombstonesKept) {
        this.collection = collection;
        this.claims = new Claims(collection);
        this.tombstonesKept = tombstonesKept;
    }

    @Override
    public String what() {
        return "indexes of pending orders";
    }

    @Override
    public void prepare() {
        // Without the tombstones, so a scan costs what is due and no more. Young orders are told apart in the index.
        collection.createIndex(
                Indexes.ascending(CHANNEL, NEXT_AT, CREATED_AT),
                new IndexOptions().partialFilterExpression(eq(SETTLED, false)));
        collection.createIndex(
                Indexes.ascending(CHANNEL, CREATED_AT), new IndexOptions().partialFilterExpression(eq(SETTLED, false)));
        // The time is in the document, so that another setting needs no other index.
        collection.createIndex(Indexes.ascending(FORGET_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }

    @Override
    public void merge(Collection<PendingOrder> heardOf, Instant now) {
        new Merge(collection, now.plus(tombstonesKept)).apply(List.copyOf(heardOf));
    }

    @Override
    public int due(String channel, Instant at, int limit) {
        return claims.due(channel, at, limit);
    }

    @Override
    public List<PendingOrder> claimDue(Claim claim, Portion portion) {
        return claims.claimDue(claim, portion);
    }

    @Override
    public int emitted(Collection<Emission> emissions, Claim claim) {
        return claims.emitted(emissions, claim);
    }

    @Override
    public void giveBack(Collection<PendingOrder> claimed, Claim claim) {
        claims.giveBack(claimed, claim);
    }

    @Override
    public List<PendingOrder> hintable(String channel, Collection<String> orderNos, Instant now) {
        return collection
                .find(and(
                        in(ORDER_NO, orderNos),
                        eq(CHANNEL, channel),
                        eq(SETTLED, false),
                        gt(NEXT_AT, now),
                        exists(CLAIM, false)))
                .map(PendingOrderDocument::read)
                .into(new ArrayList<>())
                .stream()
                .filter(order -> !order.hinted())
                .toList();
    }

    @Override
    public void bringForward(Collection<PendingOrder> hintable, Instant now) {
        collection.bulkWrite(
                hintable.stream()
                        .map(order -> new UpdateOneModel<Document>(
                                and(
                                        eq(ORDER_NO, order.orderNo()),
                                        eq(SETTLED, false),
                                        eq(ATTEMPTS, order.attempts()),
                                        gt(NEXT_AT, now),
                                        exists(CLAIM, false)),
                                combine(set(NEXT_AT, now), set(DUE_AT, now), set(HINTED_AFTER, order.attempts()))))
                        .toList(),
                new BulkWriteOptions().ordered(false));
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
    public Backlog backlog(String channel, Instant now) {
        Bson pending = and(eq(CHANNEL, channel), eq(SETTLED, false));
        Map<Age, Long> byAge = new EnumMap<>(Age.class);
        for (Age age : Age.values()) {
            byAge.put(
                    age,
                    count(and(
                            pending,
                            gt(CREATED_AT, now.minus(age.below())),
                            // Another machine's clock may be ahead of ours, but an order is never younger than young.
                            lte(
                                    CREATED_AT,
                                    age.from().isZero() ? now.plus(Duration.ofDays(1)) : now.minus(age.from())))));
        }
        return new Backlog(
                byAge,
                count(Claims.dueAt(channel, now)),
                collection
                        .find(pending)
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
