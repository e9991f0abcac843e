package dev.trueup.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.Refund;
import dev.trueup.contracts.OrderSnapshot.RefundState;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Each figure about money is shown to become what it should. */
class MoneyAuditTest extends AuditScene {
    MoneyAuditTest(TestServers servers) {
        super(servers);
    }

    @Test
    void nothingIsWrongWithTheTruth() {
        for (int i = 0; i < 12; i++) {
            String orderNo = "paid" + i;
            charge(orderNo);
            tell(paid(orderNo));
        }
        open("waiting");
        tell(order("waiting", State.PENDING, 1, List.of(), List.of()));
        open("closed");
        simulator.payments.close("closed");
        tell(order("closed", State.CLOSED, 1, List.of(), List.of()));
        open("failed");
        simulator.payments.fail("failed");
        tell(order("failed", State.FAILED, 1, List.of(), List.of()));
        tell(order("never-sent", State.CREATED, 1, List.of(), List.of()));
        AuditReport report = audit();
        assertThat(report).isEqualTo(new AuditReport(15, 12, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, Map.of()));
        assertThat(orders.pages()).isGreaterThan(1);
    }

    @Test
    void chargedAndUndecidedHereIsLost() {
        charge(ORDER);
        tell(order(ORDER, State.PENDING, 1, List.of(), List.of()));
        only(audit(), "lost");
    }

    @Test
    void chargedAndUnknownHereIsLost() {
        charge(ORDER);
        only(audit(), "lost");
    }

    @Test
    void chargedAndInAttentionIsNotLost() {
        charge(ORDER);
        var attention = new Attention("mismatch", true, simulator.clock.instant(), "100 or 101");
        tell(order(ORDER, State.PENDING, 1, List.of(), List.of(attention)));
        assertThat(audit().lost()).isZero();
        assertThat(audit().attention()).isEqualTo(1);
    }

    @Test
    void chargedLateAndGivenBackIsNotLost() {
        charge(ORDER);
        simulator.payments.refund(ORDER, "r1", 100);
        tell(order(ORDER, State.CLOSED, 1, List.of(payment(ORDER, 0, Disposition.LATE, 100, List.of())), List.of()));
        only(audit(), "lost");
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        assertThat(audit().lost()).isZero();
    }

    @Test
    void aSecondChargeNobodyKnowsOfIsLost() {
        simulator.payments.override(
                ORDER, new FaultOverride(Buyer.WAIT, null, null, null, null, Map.of(Fault.SECOND_PAYMENT, true)));
        charge(ORDER);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        tell(paid(ORDER));
        only(audit(), "lost");
        tell(order(
                ORDER,
                State.PAID,
                2,
                List.of(
                        payment(ORDER, 0, Disposition.ACCEPTED, 100, List.of()),
                        payment(ORDER, 1, Disposition.SECOND, 100, List.of())),
                List.of()));
        assertThat(audit().lost()).isZero();
    }

    @Test
    void paidHereAndNotChargedThereIsFalse() {
        open(ORDER);
        var invented = new OrderSnapshot.Payment(
                "tx-none", 100, "CNY", Disposition.ACCEPTED, simulator.clock.instant(), List.of());
        tell(order(ORDER, State.PAID, 1, List.of(invented), List.of()));
        only(audit(), "falsePaid");
    }

    @Test
    void paidHereAndUnknownThereIsFalse() {
        var invented = new OrderSnapshot.Payment(
                "tx-none", 100, "CNY", Disposition.ACCEPTED, simulator.clock.instant(), List.of());
        tell(order(ORDER, State.PAID, 1, List.of(invented), List.of()));
        AuditReport report = audit();
        only(report, "falsePaid");
        assertThat(report.payments()).isZero();
        assertThat(report.paid()).isZero();
    }

    @Test
    void paidWithAnotherAmountIsWrong() {
        charge(ORDER);
        tell(order(ORDER, State.PAID, 1, List.of(payment(ORDER, 0, Disposition.ACCEPTED, 101, List.of())), List.of()));
        only(audit(), "wrongAmount");
    }

    @Test
    void theSameRefundTwiceIsRefundedTwice() {
        charge(ORDER);
        var refund = new Refund("r1", 40, RefundState.SUCCEEDED);
        tell(order(
                ORDER,
                State.PAID,
                1,
                List.of(payment(ORDER, 0, Disposition.ACCEPTED, 100, List.of(refund, refund))),
                List.of()));
        only(audit(), "refundedTwice");
    }

    @Test
    void moreGivenBackThanTakenIsRefundedTwice() {
        charge(ORDER);
        simulator.payments.refund(ORDER, "r1", 100);
        simulator.runFor(ORDER, Duration.ofMinutes(5));
        tell(paid(ORDER));
        assertThat(audit().refundedTwice()).isZero();
        // the simulator itself never does this, so its store is made to say so
        simulator
                .mongo
                .getCollection("payments")
                .updateOne(
                        new Document("_id", ORDER),
                        new Document("$set", new Document("payment.refunds.0.amount", 101L)));
        only(audit(), "refundedTwice");
    }

    @Test
    void whatWasCreatedBeforeIsLeftOut() {
        charge(ORDER);
        simulator.clock.advance(Duration.ofHours(1));
        Instant later = simulator.clock.instant();
        charge("dcs2");
        tell(paid("dcs2"));
        AuditReport report = audit(later);
        assertThat(report.payments()).isEqualTo(1);
        assertThat(report.examples()).isEmpty();
        assertThat(audit().lost()).isEqualTo(1);
    }

    @Test
    void withoutOrderServiceThereIsNoAudit() {
        orders.close();
        assertThatThrownBy(this::audit)
                .isInstanceOf(AuditImpossibleException.class)
                .hasMessageContaining("order-service");
    }
}
