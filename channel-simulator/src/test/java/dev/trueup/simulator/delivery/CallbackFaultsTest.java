package dev.trueup.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.simulator.Merchant.Received;
import dev.trueup.simulator.SimulatorTest;
import dev.trueup.simulator.calls.Condition;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.testservers.TestServers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told, truly and falsely. */
class CallbackFaultsTest extends SimulatorTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    CallbackFaultsTest(TestServers servers) {
        super(servers);
    }

    @ParameterizedTest
    @EnumSource(names = {"FORGED", "TAMPERED_AMOUNT", "TAMPERED_ORDER_NO", "TAMPERED_STATUS", "TAMPERED_SIGNATURE"})
    void falsifiedIsSentBesideTheTruthAndNotBelieved(Fault fault) {
        open(Buyer.PAY, Map.of(fault, true));
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(merchant.believed())
                .singleElement()
                .satisfies(truth -> assertThat(truth.type()).isEqualTo("payment.succeeded"));
        assertThat(merchant.disbelieved())
                .singleElement()
                .satisfies(lie -> assertThat(lie.orderNo()).isEqualTo(ORDER));
        assertThat(injected(fault)).isEqualTo(1);
        assertThat(payment().tally().refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FORGED", "TAMPERED_AMOUNT", "TAMPERED_ORDER_NO", "TAMPERED_STATUS", "TAMPERED_SIGNATURE"})
    void anUnpaidOrderIsClaimedToBePaid(Fault fault) {
        open(Buyer.ABANDON, Map.of(fault, true));
        simulator.runFor(ORDER, Duration.ofHours(3));
        assertThat(merchant.believed()).isEmpty();
        assertThat(merchant.received())
                .singleElement()
                .satisfies(lie -> assertThat(lie.type()).isEqualTo("payment.succeeded"));
        assertThat(payment().charged()).isZero();
        assertThat(payment().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void whatWasChangedIsWhatTheFaultSays() {
        open(Buyer.PAY, Map.of(Fault.TAMPERED_AMOUNT, true, Fault.TAMPERED_STATUS, true));
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(merchant.disbelieved().stream().filter(lie -> lie.amount() != 100))
                .hasSize(1);
        assertThat(merchant.disbelieved().stream().filter(lie -> lie.type().equals("payment.failed")))
                .hasSize(1);
    }

    @Test
    void tamperedInsteadLeavesNoTruth() {
        open(Buyer.PAY, Map.of(Fault.TAMPERED_AMOUNT, true, Fault.TAMPERED_INSTEAD, true));
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(merchant.believed()).isEmpty();
        assertThat(merchant.disbelieved()).hasSize(1);
        assertThat(injected(Fault.TAMPERED_INSTEAD)).isEqualTo(1);
    }

    @Test
    void wrongAmountIsCorrectlySigned() {
        open(Buyer.PAY, Map.of(Fault.WRONG_AMOUNT, true));
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(merchant.believed().stream().map(Received::amount)).containsExactlyInAnyOrder(100L, 101L);
        assertThat(payment().charged()).isEqualTo(100);
    }

    @Test
    void aFailureIsSilentOnlyIfThePlanSaysSo() {
        open(Buyer.FAIL, Map.of(Fault.SILENT_FAILURE, true));
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(merchant.received()).isEmpty();
        assertThat(payment().status()).isEqualTo(Status.FAILED);
        assertThat(injected(Fault.SILENT_FAILURE)).isEqualTo(1);

        simulator.payments.override(
                "dcs2", new FaultOverride(Buyer.FAIL, null, null, null, null, Map.of(Fault.SILENT_FAILURE, false)));
        simulator.open("dcs2", null, merchant.notifyUrl());
        simulator.runFor("dcs2", LONG_ENOUGH);
        assertThat(merchant.believed())
                .singleElement()
                .satisfies(callback -> assertThat(callback.type()).isEqualTo("payment.failed"));
    }

    @Test
    void aDeclinedAttemptIsNotToldAndTheNextOnePays() {
        open(Buyer.DECLINE_FIRST, Map.of());
        simulator.runFor(ORDER, LONG_ENOUGH);
        assertThat(payment().declined()).isEqualTo(1);
        assertThat(merchant.received())
                .singleElement()
                .satisfies(callback -> assertThat(callback.type()).isEqualTo("payment.succeeded"));
    }

    @Test
    void aClosureIsToldOnlyIfThePlanSaysSo() {
        open(Buyer.ABANDON, Map.of(Fault.TOLD_CLOSURE, true));
        simulator.runFor(ORDER, Duration.ofHours(3));
        assertThat(merchant.believed())
                .singleElement()
                .satisfies(callback -> assertThat(callback.type()).isEqualTo("payment.closed"));
    }

    @Test
    void aSecondPaymentIsASecondCharge() {
        open(Buyer.PAY, Map.of(Fault.SECOND_PAYMENT, true));
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(payment().charged()).isEqualTo(200);
        assertThat(merchant.believed().stream().map(Received::transactionId).distinct())
                .hasSize(2);
        assertThat(injected(Fault.SECOND_PAYMENT)).isEqualTo(1);
    }

    @Test
    void whatKeepsAChargeFromBeingToldKeepsTheSecondFromIt() {
        open(Buyer.PAY, Map.of(Fault.SECOND_PAYMENT, true, Fault.DROP, true));
        simulator.runFor(ORDER, TWO_DAYS);
        assertThat(payment().charges()).hasSize(2);
        assertThat(merchant.received()).isEmpty();
        assertThat(injected(Fault.DROP)).isEqualTo(2);
    }

    @Test
    void aChannelThatIsAwaySendsWhenItIsBack() {
        open(Buyer.PAY, Map.of());
        simulator.conditions.set(
                "sandbox",
                new Condition(
                        Condition.State.DOWN,
                        null,
                        null,
                        simulator.clock.instant().plus(Duration.ofHours(1))));
        simulator.runFor(ORDER, Duration.ofMinutes(59));
        assertThat(merchant.received()).isEmpty();
        assertThat(payment().status()).isEqualTo(Status.SUCCEEDED);
        simulator.runFor(ORDER, Duration.ofMinutes(2));
        assertThat(merchant.believed()).hasSize(1);
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
}
