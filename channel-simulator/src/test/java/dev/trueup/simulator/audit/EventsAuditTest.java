package dev.trueup.simulator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.EventType;
import dev.trueup.contracts.OrderSnapshot;
import dev.trueup.contracts.OrderSnapshot.Attention;
import dev.trueup.contracts.OrderSnapshot.Disposition;
import dev.trueup.contracts.OrderSnapshot.State;
import dev.trueup.testservers.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each figure about events is shown to become what it should. */
class EventsAuditTest extends AuditScene {
    EventsAuditTest(TestServers servers) {
        super(servers);
    }

    @Test
    void twoDistinctPaidEventsAreTwice() {
        charge(ORDER);
        tell(paid(ORDER));
        orders.publish(EventType.ORDER_PAID, ORDER + "-1", paid(ORDER));
        assertThat(audit().twice()).as("the same event twice").isZero();
        orders.publish(EventType.ORDER_PAID, ORDER + "-other", paid(ORDER));
        only(audit(), "twice");
    }

    @Test
    void anOrderThatItsEventsDoNotGiveIsAMismatch() {
        charge(ORDER);
        orders.publish(EventType.ORDER_PAID, ORDER + "-1", paid(ORDER));
        var note = new Attention("contradiction", false, simulator.clock.instant(), "not in the event");
        orders.put(order(
                ORDER, State.PAID, 1, List.of(payment(ORDER, 0, Disposition.ACCEPTED, 100, List.of())), List.of(note)));
        only(audit(), "eventMismatch");
    }

    @Test
    void aMissingEventIsAMismatch() {
        charge(ORDER);
        orders.put(paid(ORDER));
        only(audit(), "eventMismatch");
    }

    @Test
    void aGapBetweenVersionsIsAMismatch() {
        charge(ORDER);
        orders.publish(EventType.ORDER_CREATED, ORDER + "-1", order(ORDER, State.CREATED, 1, List.of(), List.of()));
        tell(order(ORDER, State.PAID, 3, List.of(payment(ORDER, 0, Disposition.ACCEPTED, 100, List.of())), List.of()));
        only(audit(), "eventMismatch");
    }

    @Test
    void repeatedEventsAreNoMismatchButDisorderIs() {
        open(ORDER);
        OrderSnapshot created = order(ORDER, State.CREATED, 1, List.of(), List.of());
        OrderSnapshot pending = order(ORDER, State.PENDING, 2, List.of(), List.of());
        orders.publish(EventType.ORDER_CREATED, ORDER + "-1", created);
        orders.publish(EventType.ORDER_PENDING, ORDER + "-2", pending);
        orders.publish(EventType.ORDER_CREATED, ORDER + "-1", created);
        orders.put(pending);
        assertThat(audit().eventMismatch()).isZero();

        open("dcs2");
        OrderSnapshot late = order("dcs2", State.PENDING, 2, List.of(), List.of());
        orders.publish(EventType.ORDER_PENDING, "dcs2-2", late);
        orders.publish(EventType.ORDER_CREATED, "dcs2-1", order("dcs2", State.CREATED, 1, List.of(), List.of()));
        orders.put(late);
        AuditReport report = audit();
        assertThat(report.examples()).isEqualTo(Map.of("eventMismatch", List.of("dcs2")));
    }

    @Test
    void eventsOfAnOrderThatIsNotThereAreAMismatch() {
        orders.publish(EventType.ORDER_CREATED, "gone-1", order("gone", State.CREATED, 1, List.of(), List.of()));
        only(audit(), "eventMismatch");
    }

    @Test
    void aRecordThatIsNoEventIsAMismatch() {
        open(ORDER);
        OrderSnapshot pending = order(ORDER, State.PENDING, 1, List.of(), List.of());
        tell(pending);
        orders.publishGarbage(ORDER);
        only(audit(), "eventMismatch");
    }
}
