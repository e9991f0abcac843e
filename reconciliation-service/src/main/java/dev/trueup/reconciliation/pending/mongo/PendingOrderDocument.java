package dev.trueup.reconciliation.pending.mongo;

import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.reconciliation.pending.PendingOrder;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The fields of a pending order's document. */
final class PendingOrderDocument {
    static final String ORDER_NO = "_id";
    static final String CHANNEL = "channel";
    static final String VERSION = "version";
    static final String SETTLED = "settled";
    static final String ATTEMPTS = "attempts";
    static final String THROTTLED = "throttled";
    static final String CREATED_AT = "createdAt";
    static final String EXPIRES_AT = "expiresAt";
    static final String DUE_AT = "dueAt";
    static final String LAST_OUTCOME = "lastOutcome";
    static final String LAST_OUTCOME_AT = "lastOutcomeAt";

    /** The attempt that the last outcome is of; 0 before there is any. */
    static final String LAST_ATTEMPT = "lastAttempt";

    /** When the scan looks at the order: when it is due, or while it is claimed when that lapses. */
    static final String NEXT_AT = "nextAt";

    /** The token of the claim that holds the order. */
    static final String CLAIM = "claim";

    /** After how many attempts a hint brought the order forward; absent if none did. */
    static final String HINTED_AFTER = "hintedAfter";

    /** When the tombstone goes. */
    static final String FORGET_AT = "forgetAt";

    private PendingOrderDocument() {}

    static PendingOrder read(Document document) {
        return new PendingOrder(
                document.getString(ORDER_NO),
                document.getString(CHANNEL),
                document.getLong(VERSION),
                document.getBoolean(SETTLED),
                document.getInteger(ATTEMPTS),
                document.getInteger(THROTTLED),
                document.getDate(CREATED_AT).toInstant(),
                document.getDate(EXPIRES_AT).toInstant(),
                instant(document, DUE_AT),
                document.getInteger(ATTEMPTS).equals(document.getInteger(HINTED_AFTER)),
                outcome(document),
                instant(document, LAST_OUTCOME_AT));
    }

    static @Nullable Instant instant(Document document, String field) {
        @Nullable Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static @Nullable Outcome outcome(Document document) {
        @Nullable String name = document.getString(LAST_OUTCOME);
        return name == null ? null : Outcome.valueOf(name);
    }
}
