package dev.trueup.simulator.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.AtOnce;
import dev.trueup.simulator.Merchant;
import dev.trueup.simulator.SimulatorTest;
import dev.trueup.simulator.SimulatorUnderTest;
import dev.trueup.simulator.ledger.Statistics;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.plan.Buyer;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.simulator.plan.PlanChange;
import dev.trueup.simulator.plan.Preset;
import dev.trueup.testservers.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AgendaTest extends SimulatorTest {

    AgendaTest(TestServers servers) {
        super(servers);
    }

    @Test
    void manyCallbacksOfOnePaymentAtOnceAreAllAccountedFor() throws Exception {
        simulator.payments.override(ORDER, new FaultOverride(Buyer.WAIT, null, Duration.ZERO, 50, null, Map.of()));
        simulator.open(ORDER, null, merchant.notifyUrl());
        simulator.payments.pay(ORDER);
        simulator.clock.advance(Duration.ofMinutes(2));
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(simulator.agenda(workers).runDue()).isEqualTo(51);
        }
        assertThat(merchant.believed()).hasSize(51);
        assertThat(simulator.payment(ORDER).tally().sent()).isEqualTo(51);
        assertThat(simulator.payment(ORDER).tally().acknowledged()).isEqualTo(51);
        assertThat(simulator.payment(ORDER).tally().injected()).containsEntry(Fault.REPEAT, 50L);
    }

    @Test
    void aRestartLosesNothing() throws Exception {
        String database = servers.newDatabase();
        try (var before = new SimulatorUnderTest(servers, database, simulator.clock, ClockScale.REAL_TIME)) {
            before.open(ORDER, null, merchant.notifyUrl());
            before.plan(new PlanChange(
                    null, 99L, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null));
            simulator.clock.advance(Duration.ofMinutes(1));
            // the buyer's task is taken, and the process dies before it is done
            assertThat(before.agenda(task -> {}).runDue()).isEqualTo(1);
        }
        try (var after = new SimulatorUnderTest(servers, database, simulator.clock, ClockScale.REAL_TIME)) {
            assertThat(after.plans.current().seed()).isEqualTo(99);
            after.runDue();
            assertThat(after.payment(ORDER).status()).isEqualTo(Status.PENDING);
            simulator.clock.advance(SimulatorUnderTest.LEASE);
            assertThat(after.agenda(Runnable::run).runDue()).isEqualTo(1);
            assertThat(after.payment(ORDER).status()).isEqualTo(Status.SUCCEEDED);
            // the callback is taken, and the process dies again
            assertThat(after.agenda(task -> {}).runDue()).isEqualTo(1);
        }
        try (var last = new SimulatorUnderTest(servers, database, simulator.clock, ClockScale.REAL_TIME)) {
            simulator.clock.advance(SimulatorUnderTest.LEASE);
            last.runDue();
            assertThat(merchant.believed()).hasSize(1);
            assertThat(last.payment(ORDER).nextDue()).isNull();
        }
    }

    @Test
    void twoWorkersTakeATaskOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            simulator.open("dcs" + i, null, merchant.notifyUrl());
        }
        simulator.clock.advance(Duration.ofMinutes(1));
        List<Integer> taken = AtOnce.call(List.of(
                () -> simulator.agenda(task -> {}).runDue(),
                () -> simulator.agenda(task -> {}).runDue()));
        int sum = taken.stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).isEqualTo(20);
    }

    @Test
    void statisticsAddUpWhatWasDone() {
        simulator.payments.override(
                "dcs1", new FaultOverride(Buyer.PAY, null, null, 2, null, Map.of(Fault.FORGED, true)));
        simulator.payments.override(
                "dcs2", new FaultOverride(Buyer.PAY, null, null, null, null, Map.of(Fault.DROP, true)));
        simulator.payments.override("dcs3", new FaultOverride(Buyer.FAIL, null, null, null, null, Map.of()));
        for (int i = 1; i <= 4; i++) {
            simulator.open("dcs" + i, null, merchant.notifyUrl());
        }
        for (int i = 1; i <= 3; i++) {
            simulator.runFor("dcs" + i, Duration.ofMinutes(1));
        }
        simulator.payments.close("dcs4");
        Statistics statistics = simulator.ledger.statistics();
        assertThat(statistics.payments()).isEqualTo(4);
        assertThat(statistics.byStatus().get(Status.FAILED)).isEqualTo(1);
        assertThat(statistics.byStatus().get(Status.PENDING)).isZero();
        assertThat(statistics.injected())
                .containsEntry(Fault.FORGED, 1L)
                .containsEntry(Fault.DROP, 1L)
                .containsEntry(Fault.REPEAT, 2L)
                .containsEntry(Fault.SILENT_FAILURE, 1L);
        assertThat(statistics.callbacksSent()).isEqualTo(merchant.received().size());
        assertThat(statistics.refused()).isEqualTo(1);
    }

    @Test
    void theSameSeedGivesTheSameFaultsPaymentByPayment() throws IOException {
        List<Map<Fault, Long>> first = run(simulator, merchant);
        try (var other = new SimulatorUnderTest(servers);
                var itsMerchant = new Merchant(other.clock)) {
            other.clock.advance(Duration.ofDays(17));
            assertThat(run(other, itsMerchant)).isEqualTo(first);
        }
        assertThat(first.stream()
                        .flatMap(injected -> injected.keySet().stream())
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    private List<Map<Fault, Long>> run(SimulatorUnderTest run, Merchant to) {
        run.plan(PlanChange.to(Preset.HOSTILE));
        List<Map<Fault, Long>> injected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            run.open("dcs" + i, "cart-" + i, to.notifyUrl());
            run.runFor("dcs" + i, Duration.ofDays(3));
            injected.add(run.payment("dcs" + i).tally().injected());
        }
        return injected;
    }
}
