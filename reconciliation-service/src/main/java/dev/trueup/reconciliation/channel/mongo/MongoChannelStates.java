package dev.trueup.reconciliation.channel.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.trueup.reconciliation.channel.Allowance;
import dev.trueup.reconciliation.channel.Breaker;
import dev.trueup.reconciliation.channel.ChannelState;
import dev.trueup.reconciliation.channel.ChannelStates;
import dev.trueup.reconciliation.channel.Tally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** One document for each channel, replaced as a whole under its revision. */
@Component
final class MongoChannelStates implements ChannelStates {
    static final String COLLECTION = "channels";
    private static final String CHANNEL = "_id";
    private static final String REVISION = "revision";

    private final MongoCollection<Document> collection;

    @Autowired
    MongoChannelStates(MongoOperations mongo) {
        this(mongo.getCollection(COLLECTION));
    }

    MongoChannelStates(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public List<ChannelState> all() {
        return collection.find().map(MongoChannelStates::read).into(new ArrayList<>());
    }

    @Override
    public void add(Collection<ChannelState> fresh) {
        for (ChannelState state : fresh) {
            try {
                collection.insertOne(write(state));
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                // Known already.
            }
        }
    }

    @Override
    public boolean replace(ChannelState next) {
        return collection
                        .replaceOne(and(eq(CHANNEL, next.channel()), eq(REVISION, next.revision() - 1)), write(next))
                        .getMatchedCount()
                == 1;
    }

    private static Document write(ChannelState state) {
        Breaker breaker = state.breaker();
        return new Document(CHANNEL, state.channel())
                .append(REVISION, state.revision())
                .append("paused", state.paused())
                .append("pauseChangedAt", Date.from(state.pauseChangedAt()))
                .append(
                        "breaker",
                        new Document("state", breaker.state().name())
                                .append("since", Date.from(breaker.since()))
                                .append("openings", breaker.openings())
                                .append("failures", breaker.failures())
                                .append("answers", breaker.answers())
                                .append("probes", breaker.probes())
                                .append("probedAt", Date.from(breaker.probedAt())))
                .append("queryBacksUsedUntil", micros(state.queryBacks()))
                .append("hintsUsedUntil", micros(state.hints()))
                .append(
                        "granted",
                        new Document("total", state.granted().total())
                                .append("minute", Date.from(state.granted().minute()))
                                .append("inMinute", state.granted().inMinute())
                                .append("inMinuteBefore", state.granted().inMinuteBefore()));
    }

    private static ChannelState read(Document document) {
        Document breaker = document.get("breaker", Document.class);
        Document granted = document.get("granted", Document.class);
        return new ChannelState(
                document.getString(CHANNEL),
                document.getLong(REVISION),
                document.getBoolean("paused"),
                instant(document, "pauseChangedAt"),
                new Breaker(
                        Breaker.State.valueOf(breaker.getString("state")),
                        instant(breaker, "since"),
                        breaker.getInteger("openings"),
                        breaker.getLong("failures"),
                        breaker.getInteger("answers"),
                        breaker.getInteger("probes"),
                        instant(breaker, "probedAt")),
                allowance(document.getLong("queryBacksUsedUntil")),
                allowance(document.getLong("hintsUsedUntil")),
                new Tally(
                        granted.getLong("total"),
                        instant(granted, "minute"),
                        granted.getInteger("inMinute"),
                        granted.getInteger("inMinuteBefore")));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static long micros(Allowance allowance) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, allowance.usedUntil());
    }

    private static Allowance allowance(long micros) {
        return new Allowance(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
