package dev.trueup.orders.refunding.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.trueup.channels.Money;
import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.orders.refunding.Allowance;
import dev.trueup.orders.settings.OrderSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** One document for each channel, currency and day (UTC), shared by all replicas. */
@Repository
class MongoAllowance implements Allowance, Preparation {
    private static final Duration KEPT = Duration.ofDays(31);

    private final MongoOperations mongo;
    private final OrderSettings.AutomaticRefunds settings;

    @Autowired
    MongoAllowance(MongoOperations mongo, OrderSettings settings) {
        this(mongo, settings.automaticRefunds());
    }

    MongoAllowance(MongoOperations mongo, OrderSettings.AutomaticRefunds settings) {
        this.mongo = mongo;
        this.settings = settings;
    }

    /**
     * What was taken of one day's allowance.
     *
     * @param refundNos of what: as many as the day's allowance has refunds
     */
    @Document("refundAllowances")
    record Taken(@Id String id, long count, long amount, List<String> refundNos, Instant day) {}

    @Override
    public String what() {
        return "index of refund allowances";
    }

    @Override
    public void prepare() {
        mongo.indexOps(Taken.class)
                .createIndex(new Index().on("day", Direction.ASC).expire(KEPT));
    }

    @Override
    public boolean take(String channel, String refundNo, Money money, Instant now) {
        long most = settings.mostMoney(money.currency());
        if (!settings.enabled() || money.amount() > most) {
            return false;
        }
        Instant day = now.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
        String id = day + ":" + channel + ":" + money.currency();
        begin(id, day);
        Query withinBounds = query(where("_id")
                .is(id)
                .and("refundNos")
                .ne(refundNo)
                .and("count")
                .lt(settings.mostPerDay())
                .and("amount")
                .lte(most - money.amount()));
        Update taken =
                new Update().inc("count", 1).inc("amount", money.amount()).push("refundNos", refundNo);
        return mongo.updateFirst(withinBounds, taken, Taken.class).getModifiedCount() == 1
                || mongo.exists(query(where("_id").is(id).and("refundNos").is(refundNo)), Taken.class);
    }

    private void begin(String id, Instant day) {
        if (!mongo.exists(query(where("_id").is(id)), Taken.class)) {
            try {
                mongo.insert(new Taken(id, 0, 0, List.of(), day));
            } catch (DuplicateKeyException e) {
                // Another replica began it.
            }
        }
    }
}
