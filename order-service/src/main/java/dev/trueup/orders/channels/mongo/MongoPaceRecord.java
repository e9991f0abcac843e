package dev.trueup.orders.channels.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.trueup.orders.channels.PaceRecord;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** One document for each channel. The server writes its own time into it with every change and hands it back. */
@Component
class MongoPaceRecord implements PaceRecord {
    private static final String COLLECTION = "channelPaces";
    private static final String CHANNEL = "_id";
    private static final String NEXT_FREE = "nextFree";
    private static final String AT = "at";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    private static final FindOneAndUpdateOptions MADE_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER).upsert(true);

    private final MongoOperations mongo;

    MongoPaceRecord(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Reading read(String channel) {
        try {
            return readOrMake(channel);
        } catch (DuplicateKeyException e) {
            return readOrMake(channel); // another replica made it at the same moment
        }
    }

    private Reading readOrMake(String channel) {
        return reading(Objects.requireNonNull(mongo.execute(
                COLLECTION,
                paces -> paces.findOneAndUpdate(
                        eq(CHANNEL, channel), combine(setOnInsert(NEXT_FREE, 0L), currentDate(AT)), MADE_AFTER))));
    }

    @Override
    public Optional<Reading> move(String channel, long expected, long nextFree) {
        return Optional.ofNullable(mongo.execute(COLLECTION, paces -> moved(paces, channel, expected, nextFree)))
                .map(MongoPaceRecord::reading);
    }

    private static @Nullable Document moved(
            MongoCollection<Document> paces, String channel, long expected, long nextFree) {
        return paces.findOneAndUpdate(
                and(eq(CHANNEL, channel), eq(NEXT_FREE, expected)),
                combine(set(NEXT_FREE, nextFree), currentDate(AT)),
                AFTER);
    }

    private static Reading reading(Document document) {
        return new Reading(
                document.getLong(NEXT_FREE),
                TimeUnit.MILLISECONDS.toNanos(document.getDate(AT).toInstant().toEpochMilli()));
    }
}
