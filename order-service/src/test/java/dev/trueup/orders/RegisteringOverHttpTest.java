package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders that the merchant's own checkout sent to the channel; what nobody has registered; what waits for a person. */
class RegisteringOverHttpTest extends RunningOrderService {
    private final Instant expiresAt = Instant.now().plus(Duration.ofHours(2));

    private static String number() {
        return "SHOP_" + reference().substring(0, 18);
    }

    private Answer register(String orderNo, long amount) {
        return post(
                "/orders",
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "orderNo", orderNo,
                                "channel", "sandbox",
                                "amount", amount,
                                "expiresAt", expiresAt)));
    }

    private static ChannelStatement paid(String orderNo, long amount) {
        return new ChannelStatement(
                ChannelIds.SANDBOX,
                ScriptedChannel.MERCHANT,
                orderNo,
                null,
                Said.PAID,
                "tx-" + orderNo,
                new Money(amount, "CNY"),
                null,
                List.of());
    }

    @Test
    void becomesPaidByACallbackThatComesAfterwards() {
        String orderNo = number();
        Answer registered = register(orderNo, 100);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.response().headers().firstValue("Location")).contains("/orders/" + orderNo);
        assertThat(registered.json().at("/order/state").stringValue()).isEqualTo("PENDING");

        callback(orderNo, paidNotice(orderNo, "tx-1", 100));

        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PAID);
        assertThat(get("/order/get_result/" + orderNo).json().at("/data/status").intValue())
                .isEqualTo(1);
        assertThat(channel.creates(orderNo)).as("it is at the channel already").isZero();
    }

    /** A number in the merchant's own form is nobody's until it is registered, so what was told of it is not kept. */
    @Test
    void becomesPaidByAskingWhereTheCallbackCameBefore() {
        String orderNo = number();
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        channel.onQuery(orderNo, new Told(paid(orderNo, 100)));

        register(orderNo, 100);

        Dossier dossier = awaitOrder(orderNo, found -> found.order().state() == State.PAID);
        assertThat(dossier.statements())
                .allSatisfy(
                        said -> assertThat(said.at("/sources/0").stringValue()).isEqualTo("query"));
    }

    @Test
    void becomesPaidByWhatWasKeptOfANumberInOurForm() {
        String orderNo = "dcs01jdk7v5w3m8zq4x9t"
                + reference().replaceAll("[^0-9a-f]", "").substring(0, 8);
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        await().atMost(Duration.ofSeconds(20)).until(() -> unmatched().contains(orderNo));

        register(orderNo, 100);

        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PAID);
        assertThat(unmatched()).doesNotContain(orderNo);
    }

    private List<String> unmatched() {
        List<String> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = get("/statements/unmatched?limit=1000" + after).json();
            page.path("statements")
                    .forEach(said -> all.add(said.at("/statement/orderNo").stringValue()));
            if (page.path("next").isNull()) {
                return all;
            }
            after = "&after=" + page.path("next").stringValue();
        }
    }

    @Test
    void theSameAgainChangesNothingAndAnotherIsAConflict() {
        String orderNo = number();
        assertThat(register(orderNo, 100).status()).isEqualTo(201);
        assertThat(register(orderNo, 100).status()).isEqualTo(200);
        assertThat(register(orderNo, 101).status()).isEqualTo(409);
        assertThat(dossier(orderNo).order().amount()).isEqualTo(100);
    }

    @Test
    void everyBadFieldIsNamed() {
        Answer refused = post(
                "/orders",
                "{\"orderNo\":\"a b\",\"channel\":\"cash\",\"amount\":0,\"currency\":\"??\",\"expiresAt\":\"tomorrow\",\"num\":-1}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").stringValue()))
                .containsExactlyInAnyOrder("orderNo", "channel", "amount", "currency", "expiresAt", "num");
    }

    /** The charge is not the order's; once a person has seen to it, it is no news, and the right one counts. */
    @Test
    void aPersonTakesBackWhatKeepsAnOrderFromBeingPaid() {
        String orderNo = placed(reference());
        channel.onQuery(orderNo, new Told(paid(orderNo, 1)));
        assertThat(post("/orders/" + orderNo + "/query", "").status()).isEqualTo(200);
        assertThat(reasons(orderNo)).containsExactly("mismatch");
        assertThat(waiting()).contains(orderNo);

        assertThat(post("/orders/" + orderNo + "/attention/resolve", "{\"reason\":\"nothing\"}")
                        .status())
                .isEqualTo(400);
        Answer resolved =
                post("/orders/" + orderNo + "/attention/resolve", "{\"reason\":\"mismatch\",\"by\":\"jane\"}");
        assertThat(resolved.status()).isEqualTo(200);
        assertThat(resolved.json().at("/order/attention").size()).isZero();
        assertThat(waiting()).doesNotContain(orderNo);
        assertThat(dossier(orderNo).events().getLast().at("/evidence/said").stringValue(""))
                .isEqualTo("jane");

        assertThat(post("/orders/" + orderNo + "/query", "").status()).isEqualTo(200);
        assertThat(reasons(orderNo)).as("seen to before").isEmpty();
        callback(orderNo, paidNotice(orderNo, "tx-right", 100));
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PAID);
    }

    @Test
    void thereIsNothingToResolveOfAnOrderThatIsNotThere() {
        assertThat(post("/orders/" + number() + "/attention/resolve", "{\"reason\":\"mismatch\",\"by\":\"jane\"}")
                        .status())
                .isEqualTo(404);
        assertThat(get("/orders?attention=nothing").status()).isEqualTo(400);
        assertThat(get("/statements/unmatched?limit=0").status()).isEqualTo(400);
        assertThat(get("/statements/unmatched?after=x").status()).isEqualTo(400);
    }

    private List<String> reasons(String orderNo) {
        return dossier(orderNo).order().attention().stream()
                .map(attention -> attention.reason())
                .toList();
    }

    private List<String> waiting() {
        return get("/orders?attention=mismatch&limit=1000")
                .json()
                .path("orders")
                .valueStream()
                .map(order -> order.path("orderNo").stringValue(""))
                .toList();
    }
}
