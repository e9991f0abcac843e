package dev.trueup.orders.order.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.ErrorCategory;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.BulkOperationException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

/** Statements in the collection {@code statements}, sharded by hashed {@code orderNo} where it is sharded. */
@Repository
class MongoStatements implements Statements {
    static final String ORDER_NO = "orderNo";
    static final String FIRST_AT = "firstAt";

    /** Two replicas may both find an entry missing and insert it; the one that lost finds it the next time. */
    private static final int MOST_TRIES = 5;

    private final MongoOperations mongo;

    MongoStatements(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void keep(Collection<Heard> heard) {
        if (heard.isEmpty()) {
            return;
        }
        for (int tries = 1; ; tries++) {
            try {
                upserts(heard).execute();
                return;
            } catch (DuplicateKeyException | BulkOperationException e) {
                if (tries == MOST_TRIES || !isRace(e)) {
                    throw e;
                }
            }
        }
    }

    /** Of a bulk of writes Spring tells every error together. */
    private static boolean isRace(DataAccessException e) {
        return !(e instanceof BulkOperationException bulk)
                || bulk.getErrors().stream()
                        .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
    }

    private BulkOperations upserts(Collection<Heard> heard) {
        Map<ChannelStatement, List<Heard>> distinct = heard.stream()
                .collect(Collectors.groupingBy(Heard::statement, LinkedHashMap::new, Collectors.toList()));
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, StatementDocument.class);
        distinct.forEach((statement, times) -> {
            String digest = statement.digest();
            bulk.upsert(
                    query(where("_id")
                            .is(StatementDocument.id(statement, digest))
                            .and(ORDER_NO)
                            .is(statement.orderNo())),
                    upsert(statement, digest, times));
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
    public List<Kept> about(String orderNo) {
        return mongo.find(query(where(ORDER_NO).is(orderNo)).with(Sort.by(FIRST_AT)), StatementDocument.class).stream()
                .map(StatementDocument::kept)
                .toList();
    }
}
