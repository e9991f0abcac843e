package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.testservers.Scrape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
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
    void knownTrafficShowsInTheFigures() {
        Scrape before = scrape();
        String paid = placed(reference());
        byte[] notice = paidNotice(paid, "tx-1", 100);
        callback(paid, notice);
        callback(paid, notice);
        callback(paid, notice);
        awaitOrder(paid, dossier -> dossier.order().state() == State.PAID);
        callback(paid, paidNotice(paid, "tx-2", 100));
        await().until(() -> !channel.refunds(paid).isEmpty());
        RefundRequest refund = channel.refunds(paid).getFirst();
        channel.onRefundQuery(
                refund.refund().refundNo(),
                new RefundTold(new RefundReport(refund.refund().refundNo(), refund.money(), Progress.SUCCEEDED)));
        awaitOrder(paid, dossier -> dossier.order().payments().getLast().returned() == 100);
        String cheated = placed(reference());
        callback(cheated, paidNotice(cheated, "tx-3", 1));
        await().atMost(PATIENCE).until(() -> channel.queries(cheated) > 0);

        Scrape after = await().atMost(PATIENCE)
                .until(
                        this::scrape,
                        now -> grown(before, now, "trueup_money_out_total", "currency", "CNY") >= 100
                                && grown(before, now, "trueup_statements_total", "verdict", "mismatch") >= 1);
        String[] callbacks = {"channel", "sandbox", "source", "callback", "verdict"};
        assertThat(grown(before, after, "trueup_statements_total", with(callbacks, "applied")))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_statements_total", with(callbacks, "duplicate")))
                .isEqualTo(2);
        assertThat(grown(before, after, "trueup_statements_total", with(callbacks, "second-payment")))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_statements_total", with(callbacks, "mismatch")))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_callbacks_decision_seconds_count", "channel", "sandbox"))
                .isEqualTo(5);
        assertThat(grown(before, after, "trueup_callbacks_decision_seconds_bucket", "le", "5.0"))
                .isEqualTo(5);
        assertThat(grown(before, after, "trueup_orders_placed_total", "channel", "sandbox"))
                .isEqualTo(2);
        assertThat(grown(before, after, "trueup_orders_outcome_seconds_count", "state", "paid", "source", "callback"))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_payments_total", "disposition", "accepted"))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_payments_total", "disposition", "second"))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_money_in_total", "currency", "CNY", "disposition", "accepted"))
                .isEqualTo(100);
        assertThat(grown(before, after, "trueup_money_in_total", "currency", "CNY", "disposition", "second"))
                .isEqualTo(100);
        assertThat(grown(before, after, "trueup_refunds_total", "state", "requested"))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_refunds_total", "state", "succeeded"))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_money_out_total", "currency", "CNY"))
                .isEqualTo(100);
        assertThat(grown(before, after, "trueup_attention_raised_total", "reason", "second-payment"))
                .isEqualTo(1);
        assertThat(grown(before, after, "trueup_attention_resolved_total", "reason", "second-payment"))
                .isEqualTo(1);
        // Calls for other tests' orders are repeated meanwhile.
        assertThat(grown(before, after, "trueup_channel_call_seconds_count", "call", "create"))
                .isGreaterThanOrEqualTo(2);
        assertThat(grown(before, after, "trueup_channel_call_seconds_count", "call", "refund"))
                .isPositive();
    }

    private static String[] with(String[] labels, String last) {
        String[] all = Arrays.copyOf(labels, labels.length + 1);
        all[labels.length] = last;
        return all;
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
