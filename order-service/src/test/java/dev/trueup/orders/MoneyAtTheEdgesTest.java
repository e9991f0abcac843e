package dev.trueup.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.channels.ChannelClient.AlreadyPaid;
import dev.trueup.channels.ChannelClient.Closed;
import dev.trueup.channels.ChannelClient.RefundRequest;
import dev.trueup.channels.ChannelClient.RefundTold;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Told;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Closing, late and second payments, refunds: over HTTP and Kafka, at a channel that follows a script. */
class MoneyAtTheEdgesTest extends RunningOrderService {
    private static final Money TOTAL = new Money(100, "CNY");

    private static ChannelStatement says(String orderNo, Said said) {
        return new ChannelStatement(
                ChannelIds.SANDBOX,
                ScriptedChannel.MERCHANT,
                orderNo,
                null,
                said,
                said == Said.PAID ? "tx-" + orderNo : null,
                TOTAL,
                null,
                List.of());
    }

    private String paid() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PAID);
        return orderNo;
    }

    private Answer refund(String orderNo, String refundNo, long amount) {
        return post("/orders/" + orderNo + "/refunds", "{\"refundNo\":\"" + refundNo + "\",\"amount\":" + amount + "}");
    }

    private void ends(RefundRequest request, Progress progress) {
        String refundNo = request.refund().refundNo();
        channel.onRefundQuery(refundNo, new RefundTold(new RefundReport(refundNo, request.money(), progress)));
    }

    /** The request before was taken, and its answer lost: the channel refuses the same again. */
    @Test
    void aRefusedRefundThatTheChannelKnowsIsNotRefused() {
        String orderNo = paid();
        String refundNo = orderNo + "-R1";
        channel.onRefund(refundNo, new Refused(true, "invalid_request", "was requested before"));
        channel.onRefundQuery(
                refundNo, new RefundTold(new RefundReport(refundNo, new Money(100, "CNY"), Progress.SUCCEEDED)));
        assertThat(refund(orderNo, "R1", 100).status()).isEqualTo(202);
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.REFUNDED);
    }

    @Test
    void anUnpaidOrderIsClosedOnTheChannelsWord() {
        String orderNo = placed(reference());
        channel.onQuery(orderNo, new Told(says(orderNo, Said.UNPAID)));
        channel.onClose(orderNo, new Unanswered("time-out"));
        assertThat(post("/orders/" + orderNo + "/close", "").status()).isEqualTo(503);
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.PENDING);

        channel.onClose(orderNo, new Closed());
        Answer closed = post("/orders/" + orderNo + "/close", "");
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.json().at("/order/state").stringValue()).isEqualTo("CLOSED");
    }

    @Test
    void aBuyerWhoPaysWhileItIsClosedHasPaid() {
        String orderNo = placed(reference());
        channel.onQuery(orderNo, new Told(says(orderNo, Said.PAID)));
        channel.onClose(orderNo, new AlreadyPaid());
        Answer closed = post("/orders/" + orderNo + "/close", "");
        assertThat(closed.json().at("/order/state").stringValue()).isEqualTo("PAID");
        assertThat(post("/orders/dcs00000000000000000000000000/close", "").status())
                .isEqualTo(404);
    }

    @Test
    void whatTheChannelDoesNotKnowYetItCannotClose() {
        String orderNo = placed(reference());
        assertThat(post("/orders/" + orderNo + "/close", "").status()).isEqualTo(409);
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.PENDING);
    }

    @Test
    void aLatePaymentIsGivenBackOnce() {
        String orderNo = placed(reference());
        channel.onQuery(orderNo, new Told(says(orderNo, Said.UNPAID)));
        channel.onClose(orderNo, new Closed());
        post("/orders/" + orderNo + "/close", "");
        for (int i = 0; i < 3; i++) {
            callback(orderNo, paidNotice(orderNo, "tx-late", 100));
        }
        await().until(() -> !channel.refunds(orderNo).isEmpty());
        ends(channel.refunds(orderNo).getFirst(), Progress.SUCCEEDED);
        OrderSnapshot order = awaitOrder(
                        orderNo,
                        dossier -> !dossier.order().payments().isEmpty()
                                && dossier.order().payments().getFirst().returned() == 100)
                .order();
        assertThat(order.state()).isEqualTo(State.CLOSED);
        assertThat(order.attention()).isEmpty();
        assertThat(order.payments().getFirst().disposition()).isEqualTo(Disposition.LATE);
        assertThat(order.payments().getFirst().refunds()).hasSize(1);
        assertThat(channel.refunds(orderNo).stream()
                        .map(request -> request.refund().refundNo()))
                .as("however often it is requested, it is one refund")
                .containsOnly(order.payments().getFirst().refunds().getFirst().refundNo());
    }

    @Test
    void aSecondPaymentIsGivenBackAndTheFirstStands() {
        String orderNo = paid();
        callback(orderNo, paidNotice(orderNo, "tx-2", 100));
        await().until(() -> !channel.refunds(orderNo).isEmpty());
        assertThat(channel.refunds(orderNo).getFirst().refund().transactionId()).isEqualTo("tx-2");
        ends(channel.refunds(orderNo).getFirst(), Progress.FAILED);
        OrderSnapshot order = awaitOrder(
                        orderNo,
                        dossier -> dossier.order().attention().stream()
                                .anyMatch(attention -> attention.reason().equals("refund-failed")))
                .order();
        assertThat(order.state()).isEqualTo(State.PAID);
    }

    @Test
    void refundsNeverExceedWhatWasPaidThoughAskedForAtOnce() {
        String orderNo = paid();
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> refund(orderNo, "R" + i, 40).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(202, 202, 409, 409, 409, 409, 409, 409);
        assertThat(dossier(orderNo).order().payments().getFirst().committed()).isEqualTo(80);
    }

    @Test
    void aRefundIsOneByItsNumberAndSucceedsOnlyByTheChannelsAnswer() {
        String orderNo = paid();
        assertThat(refund(orderNo, "R1", 100).status()).isEqualTo(202);
        assertThat(refund(orderNo, "R1", 100).status()).isEqualTo(202);
        assertThat(refund(orderNo, "R1", 99).status()).isEqualTo(409);
        awaitOrder(orderNo, dossier -> stateOfTheRefund(dossier) == RefundState.ACCEPTED);
        assertThat(dossier(orderNo).order().state()).isEqualTo(State.PAID);
        ends(channel.refunds(orderNo).getFirst(), Progress.SUCCEEDED);
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.REFUNDED);
    }

    private static RefundState stateOfTheRefund(Dossier dossier) {
        return dossier.order().payments().getFirst().refunds().getFirst().state();
    }

    @Test
    void badWishesAreNamed() {
        String orderNo = placed(reference());
        assertThat(refund(orderNo, "R1", 1).status()).as("not paid").isEqualTo(409);
        Answer bad = post("/orders/" + orderNo + "/refunds", "{\"refundNo\":\"a b\",\"amount\":0}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").stringValue()))
                .containsExactlyInAnyOrder("refundNo", "amount");
    }
}
