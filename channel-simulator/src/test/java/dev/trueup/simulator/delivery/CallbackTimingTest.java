package dev.trueup.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.ManualClock;
import dev.trueup.simulator.Merchant;
import dev.trueup.simulator.Merchant.Received;
import dev.trueup.simulator.SimulatorTest;
import dev.trueup.simulator.SimulatorUnderTest;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.testservers.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When and how often it is told. */
class CallbackTimingTest extends SimulatorTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    CallbackTimingTest(TestServers servers) {
        super(servers);
    }

    @Test
    void calmPaymentIsToldOnceAndTruly() {
        open(Buyer.PAY, Map.of());
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(merchant.received()).singleElement().satisfies(callback -> {
            assertThat(callback.believed()).isTrue();
            assertThat(callback.type()).isEqualTo("payment.succeeded");
            assertThat(callback.amount()).isEqualTo(100);
            assertThat(callback.transactionId())
                    .isEqualTo(payment().charges().getFirst().transactionId());
        });
        assertThat(payment().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(payment().nextDue()).isNull();
    }

    @Test
    void delayIsKept() {
        override(new FaultOverride(Buyer.PAY, Duration.ZERO, Duration.ofSeconds(3), null, null, Map.of()));
        open();
        simulator.runFor(ORDER, Duration.ofMillis(2999));
        assertThat(merchant.received()).isEmpty();
        simulator.runFor(ORDER, Duration.ofMillis(1));
        assertThat(merchant.received()).hasSize(1);
    }

    @Test
    void aLongDelayIsLongerThanAnyOther() {
        open(Buyer.PAY, Map.of(Fault.LONG_DELAY, true));
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(payment().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(merchant.received()).isEmpty();
        simulator.runFor(ORDER, Duration.ofHours(6));
        assertThat(merchant.believed()).hasSize(1);
        assertThat(injected(Fault.LONG_DELAY)).isEqualTo(1);
    }

    @Test
    void droppedIsNeverTold() {
        open(Buyer.PAY, Map.of(Fault.DROP, true, Fault.REPEAT, true, Fault.NEXT_DAY_REPEAT, true));
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(merchant.received()).isEmpty();
        assertThat(payment().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(injected(Fault.DROP)).isEqualTo(1);
    }

    @Test
    void repeatedComesAgainUnderTheSameIdThoughAcknowledged() {
        override(new FaultOverride(Buyer.PAY, null, null, 4, null, Map.of()));
        open();
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(merchant.believed()).hasSize(5);
        assertThat(merchant.received().stream().map(callback -> callback.header("webhook-id")))
                .containsOnly(merchant.received().getFirst().header("webhook-id"));
        assertThat(merchant.received().stream().map(Received::body))
                .containsOnly(merchant.received().getFirst().body());
        assertThat(injected(Fault.REPEAT)).isEqualTo(4);
    }

    @Test
    void nextDayRepeatIsNewlyMadeAndNewlySigned() {
        open(Buyer.PAY, Map.of(Fault.NEXT_DAY_REPEAT, true));
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(merchant.believed()).hasSize(2);
        Received first = merchant.received().get(0);
        Received second = merchant.received().get(1);
        assertThat(Duration.between(first.at(), second.at())).isEqualTo(Duration.ofHours(24));
        assertThat(second.header("webhook-timestamp")).isNotEqualTo(first.header("webhook-timestamp"));
        assertThat(second.header("webhook-id")).isNotEqualTo(first.header("webhook-id"));
        assertThat(second.transactionId()).isEqualTo(first.transactionId());
        assertThat(injected(Fault.NEXT_DAY_REPEAT)).isEqualTo(1);
    }

    @Test
    void aRefundOvertakesTheChargeUnderReordering() {
        open(Buyer.WAIT, Map.of(Fault.REORDER, true));
        override(new FaultOverride(null, null, Duration.ofHours(1), null, null, Map.of()));
        simulator.payments.pay(ORDER);
        simulator.payments.refund(ORDER, "r1", 40);
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(merchant.believed().stream().map(Received::type))
                .containsExactly("refund.succeeded", "payment.succeeded");
        assertThat(injected(Fault.REORDER)).isEqualTo(1);
    }

    @Test
    void aSecondChargeOvertakesTheFirstUnderReordering() {
        open(Buyer.PAY, Map.of(Fault.REORDER, true, Fault.SECOND_PAYMENT, true, Fault.LONG_DELAY, true));
        override(new FaultOverride(null, null, Duration.ofHours(1), null, null, Map.of()));
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(merchant.believed().stream().map(Received::transactionId))
                .containsExactly(
                        payment().charges().get(1).transactionId(),
                        payment().charges().get(0).transactionId());
    }

    @Test
    void lostAcknowledgementMakesTheChannelTryAgain() {
        override(new FaultOverride(Buyer.PAY, null, null, null, 2, Map.of()));
        open();
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(merchant.believed()).hasSize(3);
        assertThat(gaps()).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(15));
        assertThat(injected(Fault.LOST_ACKNOWLEDGEMENT)).isEqualTo(2);
        assertThat(payment().tally().acknowledged()).isEqualTo(3);
    }

    @Test
    void refusedCallbacksFollowTheChannelsScheduleAndThenEnd() {
        merchant.answer(callback -> 500);
        open(Buyer.PAY, Map.of());
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(gaps()).isEqualTo(RetrySchedule.WECHAT);
        assertThat(merchant.received().stream()
                        .map(callback -> callback.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(merchant.received().stream()
                        .map(callback -> callback.header("webhook-timestamp"))
                        .distinct())
                .hasSize(16);
        assertThat(merchant.believed()).hasSize(16);
        assertThat(payment().tally().givenUp()).isEqualTo(1);
        assertThat(payment().nextDue()).isNull();
    }

    @Test
    void theScheduleRunsOnTheScaledClock() throws IOException {
        var scaled = new SimulatorUnderTest(servers, servers.newDatabase(), new ManualClock(), new ClockScale(1000));
        try (scaled;
                var slow = new Merchant(scaled.clock)) {
            slow.answer(callback -> 500);
            scaled.open(ORDER, null, slow.notifyUrl());
            scaled.runFor(ORDER, Duration.ofMinutes(3));
            List<Duration> gaps = gaps(slow.received());
            assertThat(gaps.getFirst()).isEqualTo(Duration.ofMillis(15));
            assertThat(gaps.getLast()).isEqualTo(Duration.ofMillis(21_600));
            assertThat(slow.received()).hasSize(16);
        }
    }

    @Test
    void aMerchantThatIsAwayCountsAsNoAnswer() {
        merchant.close();
        open(Buyer.PAY, Map.of());
        simulator.runFor(ORDER, Duration.ofSeconds(30));
        assertThat(payment().tally().unanswered()).isPositive();
        assertThat(payment().tally().acknowledged()).isZero();
        assertThat(payment().nextDue()).isNotNull();
    }

    private void open(Buyer buyer, Map<Fault, Boolean> faults) {
        override(new FaultOverride(buyer, null, null, null, null, faults));
        open();
    }

    private void open() {
        simulator.open(ORDER, "cart-1", merchant.notifyUrl());
    }

    private void override(FaultOverride override) {
        simulator.payments.override(ORDER, override);
    }

    private Payment payment() {
        return simulator.payment(ORDER);
    }

    private long injected(Fault fault) {
        @Nullable Long count = payment().tally().injected().get(fault);
        return count == null ? 0 : count;
    }

    private List<Duration> gaps() {
        return gaps(merchant.received());
    }

    private static List<Duration> gaps(List<Received> callbacks) {
        return IntStream.range(1, callbacks.size())
                .mapToObj(i -> Duration.between(
                        callbacks.get(i - 1).at(), callbacks.get(i).at()))
                .toList();
    }
}
