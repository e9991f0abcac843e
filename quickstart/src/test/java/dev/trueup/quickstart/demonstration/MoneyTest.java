package dev.trueup.quickstart.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.ClockScale;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Many orders over all channels with every fault, then merchants who give back in parts: what the channels took less what
 * they gave back is what the orders say, to the last cent. Takes minutes; {@code -Dtrueup.money.orders=10000} is what the
 * documents tell of.
 */
@WithServers
class MoneyTest {
    private static final int ORDERS = Integer.getInteger("trueup.money.orders", 1000);
    private static final long SEED = Long.getLong("trueup.money.seed", 20261127);

    /** A day in two minutes. */
    private static final ClockScale SCALE = new ClockScale(720);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void whatTheChannelsTookLessWhatTheyGaveBackIsWhatTheOrdersSay(TestServers servers) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "trueup.clock.scale",
                Double.toString(SCALE.factor()),
                "trueup.orders.expires-in",
                "12h",
                "trueup.orders.automatic-refunds.most-per-day",
                "100000",
                "trueup.orders.automatic-refunds.most-money-per-day",
                "1000000000",
                "trueup.reconciliation.schedule",
                "10m,30m,1h",
                "logging.level.dev.trueup",
                "warn"));
        for (String channel : List.of("sandbox", "wechat-pay", "alipay", "stripe")) {
            settings.put("trueup.channels.budgets." + channel, "400");
        }
        try (Installation installation = new Installation(servers, 1, settings)) {
            Simulator simulator = new Simulator(installation.simulator());
            Findings findings = new Demonstration(
                            installation.orderService(),
                            installation.simulator(),
                            servers.kafkaBootstrapServers(),
                            SCALE)
                    .run(ORDERS, "hostile", SEED);
            System.out.println(findings.table());

            int asked = giveBack(installation);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> undecided(installation) == 0);

            Books books = Books.of(installation.orderService(), installation.simulator());
            System.out.printf(
                    "%d orders, %d refunds asked for, seed %d: taken less given back %s%n",
                    ORDERS, asked, SEED, books.balances());
            assertThat(books.differences()).isEmpty();
            assertThat(books.balances()).hasSize(4);
            assertThat(new Findings(simulator.statistics(), Map.of(), "", simulator.audit()).clean())
                    .isTrue();
        }
    }

    /** Of every third paid order a part, of every seventh two parts, which may be refused as too much. */
    private static int giveBack(Installation installation) {
        JsonApi orders = new JsonApi(installation.orderService());
        List<JsonNode> paid = all(installation, "PAID");
        int asked = 0;
        for (int i = 0; i < paid.size(); i++) {
            String path = "/orders/" + paid.get(i).path("orderNo").asString() + "/refunds";
            long amount = paid.get(i).path("amount").asLong();
            if (i % 3 == 0) {
                orders.post(path, Map.of("refundNo", "part", "amount", 1 + amount / 3));
                asked++;
            }
            if (i % 7 == 0) {
                orders.post(path, Map.of("refundNo", "rest", "amount", amount / 2));
                asked++;
            }
        }
        return asked;
    }

    private static long undecided(Installation installation) {
        List<JsonNode> orders = new ArrayList<>(all(installation, "PENDING"));
        orders.addAll(all(installation, "CREATED"));
        long openRefunds = all(installation, "PAID").stream()
                .filter(order -> !waitsForTheMerchant(order))
                .flatMap(order -> order.path("payments").valueStream())
                .flatMap(payment -> payment.path("refunds").valueStream())
                .map(refund -> refund.path("state").asString())
                .filter(state -> state.equals("requested") || state.equals("accepted"))
                .count();
        return orders.size() + openRefunds;
    }

    /** WeChat Pay has refunds that go on only when the merchant helps them on; a person is told. */
    private static boolean waitsForTheMerchant(JsonNode order) {
        return order.path("attention")
                .valueStream()
                .anyMatch(attention -> attention.path("reason").asString().equals("refund-stuck"));
    }

    private static List<JsonNode> all(Installation installation, String state) {
        JsonApi orders = new JsonApi(installation.orderService());
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    orders.get("/orders?limit=1000&state=" + state + (after.isEmpty() ? "" : "&after=" + after));
            page.path("orders").forEach(all::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return all;
    }
}
