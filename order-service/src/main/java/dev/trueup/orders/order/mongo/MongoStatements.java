package dev.trueup.orders.order.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.ErrorCategory;
import com.mongodb.bulk.BulkWriteError;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Statements in the collection {@code statements}, sharded by hashed {@code orderNo} where it is sharded. */
@Repository
class MongoStatements implements Statements {
    static final String ORDER_NO = "orderNo";
    static final String FIRST_AT = "firstAt";
    static final String UNMATCHED = "unmatched";

    /** Two replicas may both find an entry missing and insert it; the one that lost finds it the next time. */
    private static final int MOST_TRIES = 5;

    private final MongoOperations mongo;

    MongoStatements(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void keep(Collection<Heard> heard) {
        List<Map.Entry<ChannelStatement, List<Heard>>> left = heard.stream()
                .collect(Collectors.groupingBy(Heard::statement, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .toList();
        for (int tries = 1; !left.isEmpty(); tries++) {
            try {
                upserts(left).execute();
                return;
            } catch (BulkOperationException e) {
                if (tries == MOST_TRIES || !isRace(e)) {
                    throw e;
                }
                // The others of the bulk are written and counted: only what failed is tried again.
                left = e.getErrors().stream()
                        .map(BulkWriteError::getIndex)
                        .map(left::get)
                        .toList();
            }
        }
    }

    private static boolean isRace(BulkOperationException e) {
        return e.getErrors().stream()
                .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
    }

    private BulkOperations upserts(List<Map.Entry<ChannelStatement, List<Heard>>> distinct) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, StatementDocument.class);
        distinct.forEach(entry -> {
            ChannelStatement statement = entry.getKey();
            String digest = statement.digest();
            bulk.upsert(
                    query(where("_id")
                            .is(StatementDocument.id(statement, digest))
                            .and(ORDER_NO)
                            .is(statement.orderNo())),
                    upsert(statement, digest, entry.getValue()));
        });
        return bulk;
    }

    private static Update upsert(ChannelStatement statement, String digest, List<Heard> times) {
        Instant first =
                times.stream().map(Heard::at).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                times.stream().map(Heard::at).max(Comparator.naturalOrder()).orElseThrow();
        Update update = new Update()
                .setOnInsert("channel", statement.channel())
                .setOnInsert("digest", digest)
                .setOnInsert("statement", statement)
                .inc("count", times.size())
                .min(FIRST_AT, first)
                .max("lastAt", last);
        update.addToSet("sources")
                .each(times.stream().map(Heard::source).distinct().toArray());
        return update;
    }

    @Override
    public void markUnmatched(Collection<String> orderNos) {
        mongo.updateMulti(query(where(ORDER_NO).in(orderNos)), Update.update(UNMATCHED, true), StatementDocument.class);
    }

    @Override
    public void matched(Collection<String> orderNos) {
        mongo.updateMulti(
                query(where(ORDER_NO).in(orderNos).and(UNMATCHED).is(true)),
                new Update().unset(UNMATCHED),
                StatementDocument.class);
    }

    @Override
    public List<Kept> unmatched(@Nullable Position after, int limit) {
        Criteria criteria = where(UNMATCHED).is(true);
        if (after != null) {
            criteria.and(FIRST_AT)
                    .gte(after.createdAt())
                    .orOperator(
                            where(FIRST_AT).gt(after.createdAt()), where("_id").gt(after.orderNo()));
        }
        return mongo.find(query(criteria).with(Sort.by(FIRST_AT, "_id")).limit(limit), StatementDocument.class).stream()
                .map(StatementDocument::kept)
                .toList();
    }

    @Override
    public List<Kept> about(String orderNo) {
        return mongo.find(query(where(ORDER_NO).is(orderNo)).with(Sort.by(FIRST_AT)), StatementDocument.class).stream()
                .map(StatementDocument::kept)
                .toList();
    }
}
