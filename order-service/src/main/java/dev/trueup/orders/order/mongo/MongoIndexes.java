package dev.trueup.orders.order.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.orders.order.Errand;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexOperations;
import org.springframework.data.mongodb.core.index.PartialIndexFilter;
import org.springframework.stereotype.Component;

/** Every query of this package has an index; they are made at start, before anything is served, or when MongoDB comes. */
@Component
class MongoIndexes implements Preparation {
    private final MongoOperations mongo;

    MongoIndexes(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String what() {
        return "indexes of orders and statements";
    }

    @Override
    public void prepare() {
        IndexOperations orders = mongo.indexOps(OrderDocument.class);
        orders.createIndex(new Index().on(MongoOrders.CREATED_AT, Direction.ASC).on("_id", Direction.ASC));
        orders.createIndex(new Index()
                .on(MongoOrders.STATE, Direction.ASC)
                .on(MongoOrders.CREATED_AT, Direction.ASC)
                .on("_id", Direction.ASC));
        orders.createIndex(new Index()
                .on(MongoOrders.ATTENTION, Direction.ASC)
                .on(MongoOrders.CREATED_AT, Direction.ASC)
                .on("_id", Direction.ASC)
                .partial(PartialIndexFilter.of(where(MongoOrders.ATTENTION).exists(true))));
        orders.createIndex(
                new Index().on(MongoCharges.TRANSACTION, Direction.ASC).sparse());
        // Sparse or partial: settled orders have none of these fields, so what is scanned costs what is due and no
        // more.
        for (Errand errand : Errand.values()) {
            String at = MongoOrders.field(errand);
            orders.createIndex(new Index()
                    .on(MongoOrders.CHANNEL, Direction.ASC)
                    .on(at, Direction.ASC)
                    .partial(PartialIndexFilter.of(where(at).exists(true))));
        }
        orders.createIndex(new Index().on(MongoOrders.ASKED_AT, Direction.ASC).sparse());
        orders.createIndex(new Index().on(MongoOrders.OUTBOX_AT, Direction.ASC).sparse());
        IndexOperations statements = mongo.indexOps(StatementDocument.class);
        statements.createIndex(
                new Index().on(MongoStatements.ORDER_NO, Direction.ASC).on(MongoStatements.FIRST_AT, Direction.ASC));
        statements.createIndex(new Index()
                .on(MongoStatements.UNMATCHED, Direction.ASC)
                .on(MongoStatements.FIRST_AT, Direction.ASC)
                .on("_id", Direction.ASC)
                .partial(PartialIndexFilter.of(where(MongoStatements.UNMATCHED).is(true))));
    }
}
