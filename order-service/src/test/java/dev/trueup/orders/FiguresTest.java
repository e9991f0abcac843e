package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.testservers.Scrape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Known traffic, and what the scrape shows of it; other tests have had theirs before, so differences count. */
class FiguresTest extends RunningOrderService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String text() {
        return text(request("/actuator/prometheus").GET());
    }

    private Scrape scrape() {
        return Scrape.of(text());
    }

    private static double grown(Scrape before, Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    @Test
    void theFirstDeadLetterShowsAsGrowth() {
        Scrape before = scrape();
        assertThat(before.names()).contains("trueup_dead_letters_total");
        callback("dcs01jdk7v5w3m8zq4x9t2r6y0dead", "no notice at all".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                grown(before, scrape(), "trueup_dead_letters_total", "topic", "trueup.callbacks.v1"))
                        .isEqualTo(1));
    }

    @Test
    void whatWaitsAndHowFarConsumersAreBehindIsMeasured() {
        placed(reference());
        Scrape now = await().atMost(PATIENCE)
                .until(
                        this::scrape,
                        scrape -> scrape.names().contains("trueup_consumer_lag_seconds")
                                && scrape.sum("trueup_outbox_orders") >= 0);
        assertThat(now.samples().stream()
                        .filter(sample -> sample.name().equals("trueup_consumer_lag_records"))
                        .map(sample -> sample.labels().get("group") + " "
                                + sample.labels().get("topic")))
                .contains("order-service trueup.callbacks.v1", "order-service-queries-sandbox trueup.query-backs.v1");
        assertThat(now.names()).contains("trueup_outbox_age_seconds");
        assertThat(now.sum("trueup_clock_seconds")).isCloseTo(System.currentTimeMillis() / 1000.0, Offset.offset(60.0));
    }

    @Test
    void noSeriesIsAboutOneOrder() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PAID);
        get("/orders/dcsnothere");
        get("/nowhere/" + orderNo);
        assertThat(text()).doesNotContain(orderNo, "dcsnothere", "/nowhere");
    }
}
