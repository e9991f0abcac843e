package dev.trueup.reconciliation.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.currentDate;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * The store's clock, which all replicas share: what is due and whose claim has lapsed must not depend on a machine whose
 * own clock is wrong. Between two looks this process's monotonic clock goes on.
 */
@Component
public class StoreClock implements InstantSource {
    private static final String COLLECTION = "clock";
    private static final String ID = "clock";
    private static final String AT = "at";
    private static final FindOneAndUpdateOptions MADE_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER).upsert(true);

    private final MongoOperations mongo;
    private final LongSupplier ticks;
    private volatile @Nullable Seen seen;
    private volatile boolean reached;

    /** What the store's clock showed at a tick of ours. */
    private record Seen(Instant at, long tick) {}

    @Autowired
    StoreClock(MongoOperations mongo) {
        this(mongo, System::nanoTime);
    }

    StoreClock(MongoOperations mongo, LongSupplier ticks) {
        this.mongo = mongo;
        this.ticks = ticks;
    }

    /**
     * The time as the store would tell it now, to some milliseconds.
     *
     * @throws org.springframework.dao.DataAccessException if the store was never reached yet and cannot be now
     */
    @Override
    public Instant instant() {
        Seen last = seen;
        if (last == null) {
            last = look();
        }
        return last.at.plusNanos(ticks.getAsLong() - last.tick);
    }

    /**
     * Looks at the store's clock again.
     *
     * @throws org.springframework.dao.DataAccessException if the store cannot be reached
     */
    public void refresh() {
        look();
    }

    /** Whether the last look succeeded. */
    boolean reached() {
        return reached;
    }

    private Seen look() {
        reached = false;
        Seen now = new Seen(read(), ticks.getAsLong());
        seen = now;
        reached = true;
        return now;
    }

    private Instant read() {
        try {
            return write();
        } catch (DuplicateKeyException e) {
            return write(); // another replica made it at the same moment
        }
    }

    private Instant write() {
        Document document = Objects.requireNonNull(mongo.execute(COLLECTION, StoreClock::touch));
        return document.getDate(AT).toInstant();
    }

    private static @Nullable Document touch(MongoCollection<Document> clock) {
        return clock.withWriteConcern(WriteConcern.W1).findOneAndUpdate(eq(ID), currentDate(AT), MADE_AFTER);
    }
}
