package dev.trueup.simulator.ledger.mongo;

import com.mongodb.client.MongoCollection;
import dev.trueup.simulator.ledger.Statistics;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.plan.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Adds up what the payments have on their tallies: one figure, one place, whatever crashed in between. */
final class StatisticsPipeline {
    private static final String TALLY = "$payment.tally.";

    private StatisticsPipeline() {}

    static Statistics run(MongoCollection<Document> payments) {
        Document group = new Document("_id", "$payment.status").append("payments", new Document("$sum", 1));
        for (String figure : List.of("sent", "acknowledged", "refused", "unanswered", "givenUp")) {
            group.append(figure, new Document("$sum", TALLY + figure));
        }
        for (Fault fault : Fault.values()) {
            group.append(fault.name(), new Document("$sum", TALLY + "injected." + fault.name()));
        }
        List<Document> groups =
                payments.aggregate(List.of(new Document("$group", group))).into(new ArrayList<>());
        return new Statistics(
                sum(groups, "payments"),
                byStatus(groups),
                sum(groups, "sent"),
                sum(groups, "acknowledged"),
                sum(groups, "refused"),
                sum(groups, "unanswered"),
                sum(groups, "givenUp"),
                injected(groups));
    }

    private static Map<Status, Long> byStatus(List<Document> groups) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0L);
        }
        groups.forEach(group -> counts.put(
                Status.valueOf(group.getString("_id")),
                group.get("payments", Number.class).longValue()));
        return counts;
    }

    private static Map<Fault, Long> injected(List<Document> groups) {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            counts.put(fault, sum(groups, fault.name()));
        }
        return counts;
    }

    private static long sum(List<Document> groups, String figure) {
        return groups.stream()
                .mapToLong(group -> group.get(figure, Number.class).longValue())
                .sum();
    }
}
