package dev.trueup.reconciliation.pending.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ATTEMPTS;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.CLAIM;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.DUE_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.FORGET_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.LAST_ATTEMPT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.LAST_OUTCOME;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.LAST_OUTCOME_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.NEXT_AT;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.ORDER_NO;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.SETTLED;
import static dev.trueup.reconciliation.pending.mongo.PendingOrderDocument.THROTTLED;

import com.mongodb.client.model.UpdateOneModel;
import dev.trueup.contracts.QueryOutcome;
import dev.trueup.reconciliation.pending.HeardOutcome;
import java.time.Instant;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What an outcome changes in its order's document, and under which guard. */
final class OutcomeUpdates {
    private OutcomeUpdates() {}

    static UpdateOneModel<Document> of(HeardOutcome heard, Instant forgetAt) {
        return switch (heard.outcome().outcome()) {
            case DECIDED, SETTLED -> settled(heard, forgetAt);
            case THROTTLED -> throttled(heard);
            case STILL_PENDING, NOT_KNOWN, FAILED -> remembered(heard);
        };
    }

    /** Whichever attempt it is of: an outcome once known stays known. */
    private static UpdateOneModel<Document> settled(HeardOutcome heard, Instant forgetAt) {
        return new UpdateOneModel<>(
                pending(heard),
                combine(
                        last(heard),
                        set(SETTLED, true),
                        set(FORGET_AT, forgetAt),
                        unset(DUE_AT),
                        unset(NEXT_AT),
                        unset(CLAIM)));
    }

    /**
     * The answer can be faster than the record of the emission that it answers. Then it stands for that record, which
     * comes too late for its claim.
     */
    private static UpdateOneModel<Document> throttled(HeardOutcome heard) {
        int attempt = heard.outcome().attempt();
        return new UpdateOneModel<>(
                and(
                        pending(heard),
                        lt(LAST_ATTEMPT, attempt),
                        or(eq(ATTEMPTS, attempt - 1), and(eq(ATTEMPTS, attempt), exists(CLAIM, false)))),
                combine(
                        last(heard),
                        max(ATTEMPTS, attempt),
                        inc(THROTTLED, 1),
                        set(DUE_AT, heard.againAt()),
                        set(NEXT_AT, heard.againAt()),
                        unset(CLAIM)));
    }

    private static UpdateOneModel<Document> remembered(HeardOutcome heard) {
        return new UpdateOneModel<>(
                and(pending(heard), lte(LAST_ATTEMPT, heard.outcome().attempt())), last(heard));
    }

    private static Bson pending(HeardOutcome heard) {
        return and(eq(ORDER_NO, heard.outcome().orderNo()), eq(SETTLED, false));
    }

    private static Bson last(HeardOutcome heard) {
        QueryOutcome outcome = heard.outcome();
        return combine(
                set(LAST_OUTCOME, outcome.outcome().name()),
                set(LAST_OUTCOME_AT, heard.heardAt()),
                max(LAST_ATTEMPT, outcome.attempt()));
    }
}
