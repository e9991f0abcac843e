package dev.trueup.orders.order.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.trueup.orders.order.Charges;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Charges as they lie in their orders. */
@Repository
class MongoCharges implements Charges {
    static final String TRANSACTION = "order.payments.transactionId";
    private static final String CHANNEL = "order.channel";

    private final MongoOperations mongo;

    MongoCharges(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<String> orderNo(String channel, String transactionId) {
        Query charged = query(where(TRANSACTION).is(transactionId).and(CHANNEL).is(channel));
        charged.fields().include("_id");
        String collection = mongo.getCollectionName(OrderDocument.class);
        return Optional.ofNullable(mongo.findOne(charged, Document.class, collection))
                .map(order -> order.getString("_id"));
    }
}
