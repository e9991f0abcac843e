package dev.trueup.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.mongodb.ExplainVerbosity;
import com.mongodb.MongoCommandException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.trueup.simulator.SimulatorUnderTest;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@WithServers
class LedgerScanTest {
    @Test
    void lookingForWhatIsDueCostsWhatIsDue(TestServers servers) {
        try (var simulator = new SimulatorUnderTest(servers)) {
            for (int i = 0; i < 300; i++) {
                if (i == 295) {
                    simulator.clock.advance(Duration.ofDays(1));
                }
                simulator.open("dcs" + i, null, "http://127.0.0.1:9/none");
            }
            var due = Filters.lte("nextDue", simulator.clock.instant().minus(Duration.ofHours(23)));
            var scan = simulator.mongo.getCollection("payments").find(due).sort(Sorts.ascending("nextDue"));
            Document plan = explained(scan.limit(5)).get("executionStats", Document.class);
            assertThat(plan.getInteger("totalDocsExamined")).isEqualTo(5);
            assertThat(plan.getInteger("totalKeysExamined")).isBetween(5, 6);
        }
    }

    private static Document explained(FindIterable<Document> scan) {
        try {
            return scan.explain(ExplainVerbosity.EXECUTION_STATS);
        } catch (MongoCommandException e) {
            return abort("only MongoDB itself explains: " + e.getErrorMessage());
        }
    }
}
