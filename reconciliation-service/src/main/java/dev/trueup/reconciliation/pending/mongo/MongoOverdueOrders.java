package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CHANNEL;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.DUE_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.NEXT_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.SETTLED;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import dev.trueup.reconciliation.pending.OverdueOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

/** Looks only at what the scan would look at next. */
@Repository
class MongoOverdueOrders implements OverdueOrders {
    private static final int MOST_COUNTED = 100_000;
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(5);

    private final MongoCollection<Document> collection;

    MongoOverdueOrders(MongoOperations mongo) {
        this.collection = mongo.getCollection(MongoPendingOrders.COLLECTION);
    }

    @Override
    public Map<String, Long> overdue(Instant dueBefore, Instant claimedUntil) {
        Map<String, Long> overdue = new TreeMap<>();
        CountOptions bounds =
                new CountOptions().limit(MOST_COUNTED).maxTime(LONGEST_COUNT.toMillis(), TimeUnit.MILLISECONDS);
        for (String channel : collection.distinct(CHANNEL, eq(SETTLED, false), String.class)) {
            overdue.put(
                    channel,
                    collection.countDocuments(
                            and(
                                    eq(CHANNEL, channel),
                                    eq(SETTLED, false),
                                    lte(NEXT_AT, claimedUntil),
                                    lt(DUE_AT, dueBefore)),
                            bounds));
        }
        return overdue;
    }
}
