package dev.trueup.reconciliation.pending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.trueup.reconciliation.channel.Breaker;
import dev.trueup.reconciliation.channel.ChannelRules;
import dev.trueup.reconciliation.channel.ChannelState;
import dev.trueup.reconciliation.pending.Age;
import dev.trueup.reconciliation.pending.Backlog;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The backlog as the HTTP API shows it. */
@Schema(name = "PendingSummary")
record SummaryView(List<Channel> channels) {

    @Schema(name = "PendingOfChannel")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Channel(
            @Schema(example = "sandbox") String channel,

            @Schema(description = "How many orders have no outcome yet", example = "1234")
            long pending,

            @Schema(description = "The same by age; each step counts what is older than the one before")
            ByAge byAge,

            @Schema(description = "When the oldest of them was created; absent if there is none") @Nullable
            Instant oldestCreatedAt,

            @Schema(description = "How many should have been asked about by now", example = "3")
            long due,

            BudgetView budget,
            BreakerView breaker,

            @Schema(description = "Whether a person has stopped the asking")
            boolean paused) {
        static Channel of(ChannelState channel, ChannelRules rules, Backlog backlog, Instant now) {
            return new Channel(
                    channel.channel(),
                    backlog.pending(),
                    ByAge.of(backlog.byAge()),
                    backlog.oldestCreatedAt(),
                    backlog.due(),
                    new BudgetView(rules.perSecond(), channel.granted().inMinuteBefore(now)),
                    BreakerView.of(channel.breaker(), rules.breaker()),
                    channel.paused());
        }
    }

    @Schema(name = "PendingByAge")
    record ByAge(long underAMinute, long underFiveMinutes, long underAnHour, long underADay, long older) {
        static ByAge of(Map<Age, Long> counts) {
            return new ByAge(
                    counts.getOrDefault(Age.UNDER_A_MINUTE, 0L),
                    counts.getOrDefault(Age.UNDER_FIVE_MINUTES, 0L),
                    counts.getOrDefault(Age.UNDER_AN_HOUR, 0L),
                    counts.getOrDefault(Age.UNDER_A_DAY, 0L),
                    counts.getOrDefault(Age.OLDER, 0L));
        }
    }

    @Schema(name = "QueryBackBudget")
    record BudgetView(
            @Schema(description = "How many query-backs may go out per second, over all replicas", example = "80")
            double perSecond,

            @Schema(description = "How many went out in the last whole minute", example = "240")
            int usedInLastMinute) {}

    @Schema(name = "Breaker")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BreakerView(
            @Schema(allowableValues = {"closed", "open", "half-open"})
            String state,

            Instant since,

            @Schema(description = "When a few orders are asked about again to see whether the channel answers; if open")
            @Nullable
            Instant probesAt) {
        static BreakerView of(Breaker breaker, Breaker.Rules rules) {
            return new BreakerView(
                    breaker.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    breaker.since(),
                    breaker.state() == Breaker.State.OPEN ? breaker.probesAt(rules) : null);
        }
    }
}
