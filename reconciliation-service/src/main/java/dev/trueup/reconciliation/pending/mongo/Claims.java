package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ATTEMPTS;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CHANNEL;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CLAIM;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CREATED_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.DUE_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.NEXT_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ORDER_NO;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.SETTLED;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.UpdateOneModel;
import dev.trueup.reconciliation.pending.Claim;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.PendingOrder;
import dev.trueup.reconciliation.pending.Portion;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What is due, and who holds it: a claim is a time until which, and a token by which, nobody else takes an order. */
record Claims(MongoCollection<Document> collection) {
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    int due(String channel, Instant at, int limit) {
        return (int) collection.countDocuments(dueAt(channel, at), new CountOptions().limit(limit));
    }

    List<PendingOrder> claimDue(Claim claim, Portion portion) {
        Map<String, Document> found = new LinkedHashMap<>();
        if (portion.fresh() > 0) {
            freshDue(claim.at(), portion).forEach(document -> found.put(document.getString(ORDER_NO), document));
        }
        for (Document document : longestDue(claim.at(), portion)) {
            if (found.size() == portion.count()) {
                break;
            }
            found.putIfAbsent(document.getString(ORDER_NO), document);
        }
        List<Document> due = found.values().stream()
                // Replies of the embedded store can show changes made after the query had matched: another's claim.
                .filter(document -> !document.getDate(NEXT_AT).toInstant().isAfter(claim.at()))
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        List<UpdateOneModel<Document>> claims = due.stream()
                .map(document -> new UpdateOneModel<Document>(
                        and(eq(ORDER_NO, document.getString(ORDER_NO)), eq(NEXT_AT, document.getDate(NEXT_AT))),
                        combine(set(NEXT_AT, claim.until()), set(CLAIM, claim.token()))))
                .toList();
        int held = collection.bulkWrite(claims, UNORDERED).getMatchedCount();
        return (held == due.size() ? due : held(due, claim))
                .stream().map(PendingOrderDocument::read).toList();
    }

    FindIterable<Document> longestDue(Instant at, Portion portion) {
        return collection
                .find(dueAt(portion.channel(), at))
                .sort(ascending(NEXT_AT))
                .limit(portion.count());
    }

    FindIterable<Document> freshDue(Instant at, Portion portion) {
        Instant since = portion.freshSince();
        // No young order can be due for longer than it exists.
        return collection
                .find(and(dueAt(portion.channel(), at), gt(NEXT_AT, since), gt(CREATED_AT, since)))
                .sort(descending(NEXT_AT))
                .limit(portion.fresh());
    }

    static Bson dueAt(String channel, Instant at) {
        return and(eq(CHANNEL, channel), eq(SETTLED, false), lte(NEXT_AT, at));
    }

    /** A bulk write says how many it changed, not which: another replica was faster with some. */
    private List<Document> held(List<Document> due, Claim claim) {
        List<String> orderNos =
                due.stream().map(document -> document.getString(ORDER_NO)).toList();
        Set<String> held = new HashSet<>();
        collection
                .find(and(in(ORDER_NO, orderNos), eq(CLAIM, claim.token())))
                .forEach(document -> held.add(document.getString(ORDER_NO)));
        return due.stream()
                .filter(document -> held.contains(document.getString(ORDER_NO)))
                .toList();
    }

    int emitted(Collection<Emission> emissions, Claim claim) {
        if (emissions.isEmpty()) {
            return 0;
        }
        List<UpdateOneModel<Document>> records = emissions.stream()
                .map(emission -> new UpdateOneModel<Document>(
                        and(eq(ORDER_NO, emission.queryBack().orderNo()), eq(CLAIM, claim.token())),
                        combine(
                                set(ATTEMPTS, emission.queryBack().attempt()),
                                set(DUE_AT, emission.nextDueAt()),
                                set(NEXT_AT, emission.nextDueAt()),
                                unset(CLAIM))))
                .toList();
        return collection.bulkWrite(records, UNORDERED).getMatchedCount();
    }

    void giveBack(Collection<PendingOrder> claimed, Claim claim) {
        if (claimed.isEmpty()) {
            return;
        }
        collection.bulkWrite(
                claimed.stream()
                        .map(order -> new UpdateOneModel<Document>(
                                and(eq(ORDER_NO, order.orderNo()), eq(CLAIM, claim.token())),
                                combine(set(NEXT_AT, order.dueAt()), unset(CLAIM))))
                        .toList(),
                UNORDERED);
    }
}
