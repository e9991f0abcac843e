package dev.trueup.simulator.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.ManualClock;
import dev.trueup.simulator.Merchant;
import dev.trueup.simulator.SimulatorUnderTest;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.plan.PlanChange;
import dev.trueup.simulator.plan.Preset;
import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same seed and plan give the same, payment by payment, however fast the clock and the machine are. */
@WithServers
class ReplayTest {
    private static final int PAYMENTS = 60;

    private final TestServers servers;

    ReplayTest(TestServers servers) {
        this.servers = servers;
    }

    /** What became of a payment, and what went wrong with it. */
    private record Fate(Status status, int charges, int declined, Map<Fault, Long> injected) {}

    @Test
    void neitherSpeedNorArrivalMakesADifference() throws IOException {
        Map<String, Fate> swift = run(1, 0, Duration.ofSeconds(1));
        Map<String, Fate> scaledAndShuffled = run(60, 7, Duration.ofMillis(20));
        Map<String, Fate> stalling = run(1, 11, Duration.ofMinutes(70));
        assertThat(scaledAndShuffled).isEqualTo(swift);
        assertThat(stalling)
                .as("a machine that stalls for more than an hour at a time")
                .isEqualTo(swift);
        assertThat(swift.values().stream()
                        .flatMap(fate -> fate.injected().keySet().stream())
                        .distinct())
                .hasSizeGreaterThan(14);
    }

    /**
     * Runs all payments to their end.
     *
     * @param arrival shuffles the order in which they come; 0 for none
     * @param step how much time passes between two looks at what is due, at first; it doubles
     */
    private Map<String, Fate> run(double scale, long arrival, Duration step) throws IOException {
        ManualClock clock = new ManualClock();
        try (var simulator = new SimulatorUnderTest(servers, servers.newDatabase(), clock, new ClockScale(scale));
                var merchant = new Merchant(clock)) {
            simulator.plan(PlanChange.to(Preset.HOSTILE));
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < PAYMENTS; i++) {
                numbers.add(i);
            }
            if (arrival != 0) {
                Collections.shuffle(numbers, new Random(arrival));
            }
            numbers.forEach(number -> simulator.open("dcs" + number, "cart-" + number, merchant.notifyUrl()));
            Duration passed = Duration.ZERO;
            Duration next = step;
            while (passed.compareTo(Duration.ofDays(4)) < 0) {
                clock.advance(next);
                passed = passed.plus(next);
                simulator.runDue();
                next = next.multipliedBy(2);
            }
            Map<String, Fate> fates = new TreeMap<>();
            numbers.forEach(number -> {
                Payment payment = simulator.payment("dcs" + number);
                assertThat(payment.nextDue()).as(payment.toString()).isNull();
                fates.put(
                        payment.orderNo(),
                        new Fate(
                                payment.status(),
                                payment.charges().size(),
                                payment.declined(),
                                payment.tally().injected()));
            });
            return fates;
        }
    }
}
