package dev.trueup.quickstart.demonstration;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a demonstration came to.
 *
 * @param statistics the simulator's, of what it did
 * @param completedBy how many orders were paid, by the source of the evidence
 * @param rescue what settled the payments of each class of fault, for people
 * @param audit the simulator's, of what Trueup made of it
 */
public record Findings(JsonNode statistics, Map<String, Long> completedBy, String rescue, JsonNode audit) {
    private static final List<String> MUST_BE_ZERO =
            List.of("lost", "twice", "falsePaid", "wrongAmount", "refundedTwice", "eventMismatch");

    /** Whether every figure that must be zero is. */
    public boolean clean() {
        return MUST_BE_ZERO.stream().allMatch(figure -> audit.path(figure).asLong(-1) == 0);
    }

    /** All of it for people. */
    public String table() {
        StringBuilder table = new StringBuilder("\nWhat the channels did\n");
        row(table, "payments asked for", statistics.path("payments").asLong());
        row(
                table,
                "callbacks sent, each try counted",
                statistics.path("callbacksSent").asLong());
        row(table, "  delayed for minutes or hours", injected("longDelay"));
        row(table, "  repeated though acknowledged", injected("repeat"));
        row(table, "  repeated the next day", injected("nextDayRepeat"));
        row(table, "  sent again, acknowledgement lost", injected("lostAcknowledgement"));
        row(table, "  dropped for ever", injected("drop"));
        row(table, "  forged by a stranger", injected("forged"));
        row(
                table,
                "  tampered with on the way",
                injected("tamperedAmount")
                        + injected("tamperedOrderNo")
                        + injected("tamperedStatus")
                        + injected("tamperedSignature"));
        row(table, "  signed, but with a wrong amount", injected("wrongAmount"));
        row(table, "  signed wrongly on purpose, as a probe", injected("signatureProbe"));
        row(table, "failures never told", injected("silentFailure"));
        row(
                table,
                "answers to create that lie",
                injected("answerClaimsPaid") + injected("answerOtherAmount") + injected("answerOtherOrderNo"));
        row(table, "answers to create that failed or hung", injected("answerError") + injected("answerSlow"));
        row(table, "buyers charged twice", injected("secondPayment"));
        row(table, "buyers who paid in the moment of closing", injected("paysAtClose"));
        table.append(rescue);
        table.append("\nWhat Trueup made of it\n");
        row(table, "callbacks it refused", statistics.path("refused").asLong());
        for (String figure : List.of("paid", "failed", "closed", "refunded", "pending")) {
            row(table, "orders " + figure, audit.path(figure).asLong());
        }
        row(table, "orders for a person to look at", audit.path("attention").asLong());
        row(table, "paid by a callback", completedBy.getOrDefault("callback", 0L));
        row(table, "paid only because it asked", completedBy.getOrDefault("query", 0L));
        table.append("\nThe audit, against the channels' own ledger\n");
        MUST_BE_ZERO.forEach(figure -> row(table, figure, audit.path(figure).asLong(-1)));
        table.append(clean() ? "\nEvery payment is accounted for.\n" : "\nTHE AUDIT FOUND FAULTS: " + audit + "\n");
        return table.toString();
    }

    private long injected(String fault) {
        return statistics.path("injected").path(fault).asLong(0);
    }

    private static void row(StringBuilder table, String what, long count) {
        table.append("  %-40s %8d%n".formatted(what, count));
    }
}
