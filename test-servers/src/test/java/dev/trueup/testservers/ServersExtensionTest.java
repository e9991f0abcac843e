package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The extension's part in JUnit's life cycle, on servers that are only written down. */
class ServersExtensionTest {
    private static final RecordedServers RECORDED = new RecordedServers();

    @BeforeEach
    void fresh() {
        RECORDED.log.clear();
        First.seen.clear();
    }

    @Test
    void stopsTheServersAfterTheLastClass() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(First.class), selectClass(Second.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(3));

        assertThat(RECORDED.log).containsExactly("start KAFKA", "first done", "second done", "stop KAFKA");
    }

    @Test
    void startsNothingThatIsNotUsed() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Second.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1));

        assertThat(RECORDED.log).containsExactly("second done");
    }

    @Test
    void oneClassHasOneAndAnotherAnother() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(First.class), selectClass(Second.class))
                .execute();

        assertThat(First.seen).hasSize(6);
        assertThat(First.seen.subList(0, 5)).containsOnly(First.seen.getFirst());
        assertThat(First.seen.getLast()).isNotSameAs(First.seen.getFirst());
    }

    static final class First {
        static final List<TestServers> seen = new ArrayList<>();

        @RegisterExtension
        static final ServersExtension SERVERS = new ServersExtension(RECORDED.servers);

        First(TestServers inConstructor) {
            seen.add(inConstructor);
        }

        @BeforeAll
        static void beforeAll(TestServers servers) {
            seen.add(servers);
        }

        @AfterAll
        static void afterAll() {
            RECORDED.log.add("first done");
        }

        @Test
        void inMethod(TestServers servers) {
            seen.add(servers);
            servers.kafkaBootstrapServers();
        }

        @Nested
        final class Inside {
            @Test
            void inNested(TestServers servers) {
                seen.add(servers);
            }
        }
    }

    static final class Second {
        @RegisterExtension
        static final ServersExtension SERVERS = new ServersExtension(RECORDED.servers);

        @Test
        void inMethod(TestServers servers) {
            First.seen.add(servers);
        }

        @AfterAll
        static void afterAll() {
            RECORDED.log.add("second done");
        }
    }
}
