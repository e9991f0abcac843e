package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedServersTest {
    private final RecordedServers recorded = new RecordedServers();
    private final SharedServers servers = recorded.servers;

    @Test
    void startsEachOnceWhenFirstAskedFor() {
        assertThat(servers.address(ServerKind.MONGODB)).isEqualTo("MongoDB:1");
        assertThat(servers.address(ServerKind.MONGODB)).isEqualTo("MongoDB:1");

        assertThat(recorded.log).containsExactly("start MONGODB");
    }

    @Test
    void endsItsUsersBeforeItselfTheLatestFirst() {
        servers.address(ServerKind.KAFKA);
        servers.beforeStop(() -> recorded.log.add("drop"));
        servers.beforeStop(() -> recorded.log.add("close context"));

        servers.close();
        servers.close();

        assertThat(recorded.log).containsExactly("start KAFKA", "close context", "drop", "stop KAFKA");
    }

    @Test
    void stopsEvenIfAUserFailsToEnd() {
        servers.address(ServerKind.KAFKA);
        servers.beforeStop(() -> {
            throw new IllegalArgumentException("will not end");
        });

        assertThatThrownBy(servers::close).hasMessage("will not end");
        assertThat(recorded.log).containsExactly("start KAFKA", "stop KAFKA");
    }

    @Test
    void startsNewOnesForWhoeverAsksAfterTheEnd() {
        servers.address(ServerKind.KAFKA);
        servers.close();
        servers.address(ServerKind.KAFKA);

        assertThat(recorded.log).containsExactly("start KAFKA", "stop KAFKA", "start KAFKA");
    }

    @Test
    void triesInVainOnlyOnce() {
        var tried = new AtomicInteger();
        var vain = new SharedServers(new ServerStarter(
                Map.of("TRUEUP_TEST_SERVERS", "docker"),
                Optional::empty,
                kind -> {
                    throw new IllegalArgumentException("no image " + tried.incrementAndGet());
                },
                kind -> new RunningServer("never", "never", () -> {}),
                line -> {}));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> vain.address(ServerKind.KAFKA))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("no image 1");
        }
        assertThat(tried).hasValue(1);
    }
}
