package dev.trueup.reconciliation.pending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trueup.contracts.QueryOutcome.Outcome;
import dev.trueup.reconciliation.pending.PendingOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pending or settled order as the HTTP API shows it. */
@Schema(name = "PendingOrder")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PendingOrderView(
        String orderNo,
        String channel,

        @Schema(description = "Whether the outcome is known; nothing is asked then")
        boolean settled,

        @Schema(description = "How many query-backs were emitted")
        int attempts,

        @Schema(description = "When the next one is due; absent once settled") @Nullable
        Instant nextAt,

        @Schema(description = "Whether a callback that failed verification has brought that forward")
        boolean hinted,

        @Schema(description = "Until when the buyer may pay")
        Instant expiresAt,

        @Schema(description = "What the latest answered query-back led to") @Nullable
        Outcome lastOutcome,

        @Nullable Instant lastOutcomeAt) {

    static PendingOrderView of(PendingOrder order) {
        return new PendingOrderView(
                order.orderNo(),
                order.channel(),
                order.settled(),
                order.attempts(),
                order.dueAt(),
                order.hinted(),
                order.expiresAt(),
                order.lastOutcome(),
                order.lastOutcomeAt());
    }
}
