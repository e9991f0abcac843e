package dev.trueup.simulator;

import dev.trueup.testservers.TestServers;
import dev.trueup.testservers.WithServers;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator on a clock of the test's own and a merchant that it calls back, both fresh for each test. */
@WithServers
public abstract class SimulatorTest {
    protected static final String ORDER = "dcs1";

    protected final TestServers servers;
    protected SimulatorUnderTest simulator;
    protected Merchant merchant;

    protected SimulatorTest(TestServers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void start() throws IOException {
        simulator = new SimulatorUnderTest(servers);
        merchant = new Merchant(simulator.clock);
    }

    @AfterEach
    void stop() {
        merchant.close();
        simulator.close();
    }
}
