package dev.trueup.orders.placing.mongo;

import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.orders.placing.IdempotencyKeys;
import dev.trueup.orders.settings.OrderSettings;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Repository;

/** Idempotency keys in the collection {@code idempotencyKeys}; a TTL index forgets them. */
@Repository
class MongoIdempotencyKeys implements IdempotencyKeys, Preparation {
    private final MongoOperations mongo;
    private final Duration keptFor;

    @Autowired
    MongoIdempotencyKeys(MongoOperations mongo, OrderSettings settings) {
        this(mongo, settings.keysKeptFor());
    }

    MongoIdempotencyKeys(MongoOperations mongo, Duration keptFor) {
        this.mongo = mongo;
        this.keptFor = keptFor;
    }

    @Override
    public String what() {
        return "index of idempotency keys";
    }

    @Override
    public void prepare() {
        mongo.indexOps(KeyDocument.class)
                .createIndex(new Index().on("at", Direction.ASC).expire(keptFor));
    }

    @Override
    public Bound bind(Key key, String orderNo, Instant now) {
        try {
            mongo.insert(new KeyDocument(key.id(), orderNo, key.fingerprint(), now));
            return new Bound(orderNo, key.fingerprint());
        } catch (DuplicateKeyException e) {
            KeyDocument there = mongo.findById(key.id(), KeyDocument.class);
            if (there == null) { // it was there a moment ago and its time was over
                return bind(key, orderNo, now);
            }
            return new Bound(there.orderNo(), there.fingerprint());
        }
    }

    /**
     * A key and what it is bound to.
     *
     * @param at when it was bound
     */
    @Document("idempotencyKeys")
    record KeyDocument(@Id String id, String orderNo, String fingerprint, Instant at) {}
}
