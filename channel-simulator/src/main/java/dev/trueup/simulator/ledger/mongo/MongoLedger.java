package dev.trueup.simulator.ledger.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.simulator.ledger.Change;
import dev.trueup.simulator.ledger.Claim;
import dev.trueup.simulator.ledger.Ledger;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Statistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** One document a payment, written whole and only over the version that was read. */
public final class MongoLedger implements Ledger, Preparation {
    static final String PAYMENTS = "payments";
    private static final String COUNTERS = "counters";
    private static final String NUMBERS = "numbers";
    private static final String ORDER_NO = "orderNo";
    private static final String NEXT_DUE = "nextDue";

    /** Each lost race means that somebody else got on, so this many in a row mean that something is wrong. */
    private static final int MOST_RACES = 1000;

    private final MongoOperations mongo;

    public MongoLedger(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String what() {
        return "index of payments";
    }

    @Override
    public void prepare() {
        mongo.indexOps(PAYMENTS).createIndex(new Index(NEXT_DUE, Sort.Direction.ASC).sparse());
    }

    @Override
    public Optional<Payment> find(String orderNo) {
        return stored(orderNo).map(StoredPayment::payment);
    }

    @Override
    public Map<String, Payment> find(Collection<String> orderNos) {
        return mongo.find(query(where("_id").in(orderNos)), StoredPayment.class, PAYMENTS).stream()
                .map(StoredPayment::payment)
                .collect(Collectors.toMap(Payment::orderNo, Function.identity()));
    }

    @Override
    public boolean add(Payment payment) {
        try {
            mongo.insert(StoredPayment.first(payment), PAYMENTS);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<Change> change(String orderNo, UnaryOperator<Payment> step) {
        for (int race = 0; race < MOST_RACES; race++) {
            Optional<StoredPayment> read = stored(orderNo);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            Payment before = read.get().payment();
            Payment after = step.apply(before);
            if (after.equals(before) || replaced(read.get(), after)) {
                return Optional.of(new Change(before, after));
            }
        }
        throw new IllegalStateException("payment " + orderNo + " changes faster than it can be written");
    }

    @Override
    public List<Claim> claimDue(Instant now, Instant until, int payments) {
        Query due = query(where(NEXT_DUE).lte(now)).with(Sort.by(NEXT_DUE)).limit(payments);
        List<Claim> claims = new ArrayList<>();
        for (StoredPayment stored : mongo.find(due, StoredPayment.class, PAYMENTS)) {
            Payment payment = stored.payment();
            // where this fails somebody else has changed the payment; what is still due then is found the next time
            if (replaced(stored, payment.leased(now, until))) {
                payment.due(now).forEach(task -> claims.add(new Claim(payment, task)));
            }
        }
        return claims;
    }

    @Override
    public List<Payment> page(@Nullable String after, int limit) {
        Query page = after == null ? new Query() : query(where("_id").gt(after));
        return mongo.find(page.with(Sort.by("_id")).limit(limit), StoredPayment.class, PAYMENTS).stream()
                .map(StoredPayment::payment)
                .toList();
    }

    @Override
    public Statistics statistics() {
        return StatisticsPipeline.run(mongo.getCollection(PAYMENTS));
    }

    @Override
    public boolean reserve(String number, String orderNo) {
        try {
            mongo.insert(new Document("_id", number).append(ORDER_NO, orderNo), NUMBERS);
            return true;
        } catch (DuplicateKeyException e) {
            return reservedFor(number).filter(orderNo::equals).isPresent();
        }
    }

    @Override
    public Optional<String> reservedFor(String number) {
        return Optional.ofNullable(mongo.findById(number, Document.class, NUMBERS))
                .map(reserved -> reserved.getString(ORDER_NO));
    }

    @Override
    public long nextNumber() {
        Document counter = mongo.findAndModify(
                query(where("_id").is(PAYMENTS)),
                new Update().inc("last", 1L),
                FindAndModifyOptions.options().upsert(true).returnNew(true),
                Document.class,
                COUNTERS);
        return Objects.requireNonNull(counter, "an upsert returns a document").getLong("last");
    }

    private Optional<StoredPayment> stored(String orderNo) {
        return Optional.ofNullable(mongo.findById(orderNo, StoredPayment.class, PAYMENTS));
    }

    private boolean replaced(StoredPayment read, Payment payment) {
        Query unchanged = query(where("_id").is(read.orderNo()).and("version").is(read.version()));
        return mongo.replace(unchanged, read.next(payment), PAYMENTS).getMatchedCount() == 1;
    }
}
