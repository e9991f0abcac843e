package dev.trueup.orders.measuring.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.trueup.orders.measuring.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Counts over indexes that only what waits is in, up to a bound. */
@Repository
class MongoWaiting implements Waiting {
    private static final String ORDERS = "orders";
    private static final String OUTBOX_AT = "outbox.at";
    private static final String REASON = "order.attention.reason";
    private static final int MOST_COUNTED = 100_000;
    private static final Duration LONGEST_COUNT = Duration.ofSeconds(5);

    private final MongoOperations mongo;

    MongoWaiting(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Count count() {
        List<String> reasons = mongo.findDistinct(query(where(REASON).exists(true)), REASON, ORDERS, String.class);
        Map<String, Long> attention = new HashMap<>();
        reasons.forEach(reason -> attention.put(reason, counted(where(REASON).is(reason))));
        return new Count(counted(where(OUTBOX_AT).gt(Instant.EPOCH)), oldestUnpublished(), attention);
    }

    private long counted(Criteria criteria) {
        return mongo.count(query(criteria).limit(MOST_COUNTED).maxTime(LONGEST_COUNT), ORDERS);
    }

    private @Nullable Instant oldestUnpublished() {
        Query oldest = query(where(OUTBOX_AT).gt(Instant.EPOCH))
                .with(Sort.by(OUTBOX_AT))
                .limit(1)
                .maxTime(LONGEST_COUNT);
        oldest.fields().include(OUTBOX_AT);
        return mongo.find(oldest, Document.class, ORDERS).stream()
                .flatMap(order -> order.getList("outbox", Document.class).stream())
                .map(entry -> entry.get("at", Date.class).toInstant())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
