package dev.trueup.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulator.AtOnce;
import dev.trueup.simulator.SimulatorTest;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.simulator.plan.PlanChange;
import dev.trueup.simulator.plan.Preset;
import dev.trueup.testservers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PaymentsTest extends SimulatorTest {

    PaymentsTest(TestServers servers) {
        super(servers);
    }

    @Test
    void theSameOrderAgainIsTheSamePaymentAndAnotherOneIsRefused() {
        Order order = simulator.order(ORDER, "cart-1", merchant.notifyUrl());
        assertThat(simulator.payments.open(order)).isInstanceOf(Opening.Opened.class);
        assertThat(simulator.payments.open(order)).isInstanceOf(Opening.Known.class);
        Order other = simulator.order(ORDER, "cart-2", merchant.notifyUrl());
        assertThat(simulator.payments.open(other)).isInstanceOf(Opening.NumberTaken.class);
        simulator.clock.advance(Duration.ofHours(3));
        assertThat(simulator.payments.open(order)).isInstanceOf(Opening.Known.class);
        Order late = new Order(
                order.channel(), order.merchantId(), "dcs2", null, null, 1, "CNY", "http://x", order.expiresAt());
        assertThat(simulator.payments.open(late)).isInstanceOf(Opening.AlreadyExpired.class);
    }

    @Test
    void faultsFollowFromTheReferenceElseFromTheRunningNumber() {
        simulator.plan(PlanChange.to(Preset.HOSTILE));
        Payment named = simulator.open("dcs1", "cart-1", merchant.notifyUrl());
        Payment first = simulator.open("dcs2", null, merchant.notifyUrl());
        Payment second = simulator.open("dcs3", null, merchant.notifyUrl());
        assertThat(named.faults()).isEqualTo(simulator.plans.current().faultsOf("cart-1"));
        assertThat(List.of(first.key(), second.key())).containsExactly("1", "2");
        assertThat(second.faults()).isEqualTo(simulator.plans.current().faultsOf("2"));
    }

    @Test
    void anOverrideMayComeBeforeThePaymentOrAfter() {
        simulator.payments.override(ORDER, FaultOverride.of(Map.of(Fault.DROP, true)));
        simulator.open(ORDER, null, merchant.notifyUrl());
        assertThat(simulator.payment(ORDER).faults().has(Fault.DROP)).isTrue();

        simulator.payments.override(ORDER, new FaultOverride(Buyer.WAIT, null, null, null, null, Map.of()));
        simulator.runFor(ORDER, Duration.ofHours(1));
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.PENDING);
        simulator.payments.override(ORDER, new FaultOverride(Buyer.PAY, null, null, null, null, Map.of()));
        simulator.runDue();
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    void aPaymentEndsOnceAndForGood() {
        waiting(ORDER);
        assertThat(simulator.payments.close(ORDER).orElseThrow().made()).isTrue();
        assertThat(simulator.payments.pay(ORDER).orElseThrow().made()).isFalse();
        assertThat(simulator.payments.fail(ORDER).orElseThrow().made()).isFalse();
        assertThat(simulator.payments.abandon(ORDER).orElseThrow().made()).isFalse();
        assertThat(simulator.payment(ORDER).charged()).isZero();

        waiting("dcs2");
        assertThat(simulator.payments.pay("dcs2").orElseThrow().made()).isTrue();
        assertThat(simulator.payments.close("dcs2").orElseThrow().made()).isFalse();
        assertThat(simulator.payments.pay("dcs2").orElseThrow().made()).isFalse();
        assertThat(simulator.payment("dcs2").charged()).isEqualTo(100);
        assertThat(simulator.payments.pay("unknown")).isEmpty();
    }

    @Test
    void theChannelClosesWhatIsNotPaidInTime() {
        waiting(ORDER);
        simulator.runFor(ORDER, Duration.ofHours(2).minusMillis(1));
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.PENDING);
        simulator.clock.advance(Duration.ofMillis(1));
        assertThat(simulator.payments.pay(ORDER).orElseThrow().made()).isFalse();
        simulator.runDue();
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void refundsNeverExceedWhatWasPaid() {
        waiting(ORDER);
        assertThat(simulator.payments.refund(ORDER, "r1", 10)).isInstanceOf(RefundAnswer.NotPaid.class);
        assertThat(simulator.payments.refund("unknown", "r1", 10)).isInstanceOf(RefundAnswer.UnknownPayment.class);
        simulator.payments.pay(ORDER);
        assertThat(simulator.payments.refund(ORDER, "r1", 60)).isInstanceOf(RefundAnswer.Accepted.class);
        assertThat(simulator.payments.refund(ORDER, "r1", 60)).isInstanceOf(RefundAnswer.Accepted.class);
        assertThat(simulator.payments.refund(ORDER, "r1", 50)).isInstanceOf(RefundAnswer.NumberTaken.class);
        assertThat(simulator.payments.refund(ORDER, "r2", 41)).isEqualTo(new RefundAnswer.TooMuch(40));
        assertThat(simulator.payments.refund(ORDER, "r2", 40)).isInstanceOf(RefundAnswer.Accepted.class);
        assertThat(simulator.payment(ORDER).refunded()).isZero();
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(simulator.payment(ORDER).refunded()).isEqualTo(100);
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.SUCCEEDED);
        assertThat(merchant.believed().stream()
                        .filter(callback -> callback.type().equals("refund.succeeded")))
                .hasSize(2);
    }

    @Test
    void aFailedRefundCanBeAskedForAgain() {
        simulator.payments.override(
                ORDER, new FaultOverride(Buyer.WAIT, null, null, null, null, Map.of(Fault.FAILED_REFUND, true)));
        simulator.open(ORDER, null, merchant.notifyUrl());
        simulator.payments.pay(ORDER);
        simulator.payments.refund(ORDER, "r1", 100);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(simulator.payment(ORDER).refunded()).isZero();
        assertThat(simulator.payments.refund(ORDER, "r2", 100)).isInstanceOf(RefundAnswer.Accepted.class);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(simulator.payment(ORDER).refunded()).isEqualTo(100);
    }

    @Test
    void aBuyerMayPayInTheMomentOfClosing() {
        simulator.payments.override(ORDER, FaultOverride.of(Map.of(Fault.PAYS_AT_CLOSE, true)));
        simulator.open(ORDER, null, merchant.notifyUrl());
        simulator.runFor(ORDER, Duration.ofHours(1));
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.PENDING);
        assertThat(simulator.payments.at("sandbox").close(ORDER).orElseThrow().status())
                .isEqualTo(Status.SUCCEEDED);
        assertThat(simulator.payment(ORDER).charged()).isEqualTo(100);
        assertThat(simulator.payment(ORDER).tally().injected()).containsEntry(Fault.PAYS_AT_CLOSE, 1L);

        simulator.payments.override("dcs2", FaultOverride.of(Map.of(Fault.PAYS_AT_CLOSE, true)));
        simulator.open("dcs2", null, merchant.notifyUrl());
        simulator.runFor("dcs2", Duration.ofHours(3));
        assertThat(simulator.payment("dcs2").status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    void aPaymentUnderWayMayBeChargedAfterItWasClosed() {
        simulator.payments.override(ORDER, FaultOverride.of(Map.of(Fault.CHARGED_AFTER_CLOSE, true)));
        simulator.open(ORDER, null, merchant.notifyUrl());
        assertThat(simulator.payments.at("sandbox").close(ORDER).orElseThrow().status())
                .isEqualTo(Status.CLOSED);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.SUCCEEDED);
        assertThat(merchant.believed()).hasSize(1);
    }

    @Test
    void aRefundIsTakenFromOneCharge() {
        simulator.payments.override(
                ORDER, new FaultOverride(Buyer.WAIT, null, null, null, null, Map.of(Fault.SECOND_PAYMENT, true)));
        simulator.open(ORDER, null, merchant.notifyUrl());
        simulator.payments.pay(ORDER);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        String second = simulator.payment(ORDER).charges().get(1).transactionId();
        assertThat(simulator.payments.refund(ORDER, "r1", second, 101)).isEqualTo(new RefundAnswer.TooMuch(100));
        assertThat(simulator.payments.refund(ORDER, "r1", second, 100)).isInstanceOf(RefundAnswer.Accepted.class);
        assertThat(simulator.payments.refund(ORDER, "r2", second, 1)).isEqualTo(new RefundAnswer.TooMuch(0));
        assertThat(simulator.payments.refund(ORDER, "r2", "tx-none", 1)).isInstanceOf(RefundAnswer.NotPaid.class);
        assertThat(simulator.payments.refund(ORDER, "r2", 100)).isInstanceOf(RefundAnswer.Accepted.class);
    }

    @Test
    void aChannelKnowsItsOwnPaymentsOnly() {
        waiting(ORDER);
        ChannelPayments other = simulator.payments.at("other");
        assertThat(other.find(ORDER)).isEmpty();
        assertThat(other.close(ORDER)).isEmpty();
        assertThat(other.refund(ORDER, "r1", 1)).isInstanceOf(RefundAnswer.UnknownPayment.class);
        assertThat(simulator.payment(ORDER).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void payAndCloseAtOnceHaveOneTruth() throws Exception {
        for (int round = 0; round < 20; round++) {
            String orderNo = "race" + round;
            waiting(orderNo);
            List<Boolean> made = AtOnce.call(List.of(
                    () -> simulator.payments.pay(orderNo).orElseThrow().made(),
                    () -> simulator.payments.close(orderNo).orElseThrow().made()));
            Payment payment = simulator.payment(orderNo);
            assertThat(made).containsOnlyOnce(true);
            assertThat(payment.status()).isEqualTo(made.getFirst() ? Status.SUCCEEDED : Status.CLOSED);
            assertThat(payment.charged()).isEqualTo(made.getFirst() ? 100 : 0);
        }
    }

    @Test
    void refundsAtOnceShareWhatThereIs() throws Exception {
        waiting(ORDER);
        simulator.payments.pay(ORDER);
        List<Callable<Boolean>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String refundNo = "r" + i;
            requests.add(() -> simulator.payments.refund(ORDER, refundNo, 30) instanceof RefundAnswer.Accepted);
        }
        assertThat(AtOnce.call(requests).stream().filter(Boolean::booleanValue)).hasSize(3);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(simulator.payment(ORDER).refunded()).isEqualTo(90);
    }

    private void waiting(String orderNo) {
        simulator.payments.override(orderNo, new FaultOverride(Buyer.WAIT, null, null, null, null, Map.of()));
        simulator.open(orderNo, null, merchant.notifyUrl());
    }
}
