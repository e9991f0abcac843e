package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ServerStarterTest {
    private final List<String> said = new ArrayList<>();

    @Test
    void saysWhatItUses() {
        assertThat(starter(Map.of(), fake("container")).start(ServerKind.KAFKA).address())
                .isEqualTo("container-kafka:1");
        assertThat(said).containsExactly("[trueup] tests use Kafka: container at container-kafka:1");
    }

    @Test
    void usesANamedServerAndLeavesItRunning() {
        var starter = starter(
                Map.of("TRUEUP_TEST_MONGODB", "mongodb://ann:secret@db:27017/?tls=true"), ServerStarterTest::noImage);

        var server = starter.start(ServerKind.MONGODB);
        server.stop().run();

        assertThat(server.address()).isEqualTo("mongodb://ann:secret@db:27017/?tls=true");
        assertThat(said)
                .containsExactly(
                        "[trueup] tests use MongoDB: as TRUEUP_TEST_MONGODB says at mongodb://***@db:27017/?tls=true");
    }

    @Test
    void fallsBackToAnEmbeddedServerAndSaysWhy() {
        var server = starter(Map.of(), ServerStarterTest::noImage).start(ServerKind.KAFKA);

        assertThat(server.address()).isEqualTo("embedded-kafka:1");
        assertThat(said)
                .containsExactly(
                        "[trueup] tests use Kafka: embedded (the container did not start: IllegalArgumentException: no such image)"
                                + " at embedded-kafka:1");
    }

    @Test
    void doesNotFallBackWhereDockerWasAskedFor() {
        var starter = starter(Map.of("TRUEUP_TEST_SERVERS", "docker"), ServerStarterTest::noImage);

        assertThatThrownBy(() -> starter.start(ServerKind.MONGODB))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no MongoDB for tests: TRUEUP_TEST_SERVERS=docker, Docker answers,"
                        + " but the container did not start: IllegalArgumentException: no such image");
        assertThat(said).isEmpty();
    }

    @Test
    void refusesWhatCannotBeHad() {
        var starter = starter(Map.of("TRUEUP_TEST_SERVERS", "podman"), ServerStarterTest::noImage);

        assertThatThrownBy(() -> starter.start(ServerKind.KAFKA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no Kafka for tests: TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded");
    }

    private ServerStarter starter(Map<String, String> environment, Function<ServerKind, RunningServer> docker) {
        return new ServerStarter(environment, Optional::empty, docker, fake("embedded"), said::add);
    }

    private static Function<ServerKind, RunningServer> fake(String what) {
        return kind -> new RunningServer(what + "-" + kind.label().toLowerCase(Locale.ROOT) + ":1", what, () -> {});
    }

    private static RunningServer noImage(ServerKind kind) {
        throw new IllegalStateException("no container for " + kind, new IllegalArgumentException("no such image"));
    }
}
