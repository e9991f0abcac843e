package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerChoiceTest {

    /** Everything that can be: what is asked for × whether a server is named × whether Docker answers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # TRUEUP_TEST_SERVERS | address  | Docker | choice
                    -                     | -        | true   | Docker[asked=false]
                    -                     | -        | false  | Embedded[because=no Docker engine answers]
                    -                     | ' '      | true   | Docker[asked=false]
                    -                     | ' '      | false  | Embedded[because=no Docker engine answers]
                    -                     | host:1   | true   | Named[variable=VARIABLE, address=host:1]
                    -                     | host:1   | false  | Named[variable=VARIABLE, address=host:1]
                    ' '                   | -        | true   | Docker[asked=false]
                    ' '                   | -        | false  | Embedded[because=no Docker engine answers]
                    ' '                   | ' '      | true   | Docker[asked=false]
                    ' '                   | ' '      | false  | Embedded[because=no Docker engine answers]
                    ' '                   | host:1   | true   | Named[variable=VARIABLE, address=host:1]
                    ' '                   | host:1   | false  | Named[variable=VARIABLE, address=host:1]
                    docker                | -        | true   | Docker[asked=true]
                    docker                | -        | false  | Impossible[because=TRUEUP_TEST_SERVERS=docker, but no Docker engine answers]
                    docker                | ' '      | true   | Docker[asked=true]
                    docker                | ' '      | false  | Impossible[because=TRUEUP_TEST_SERVERS=docker, but no Docker engine answers]
                    docker                | host:1   | true   | Docker[asked=true]
                    docker                | host:1   | false  | Impossible[because=TRUEUP_TEST_SERVERS=docker, but no Docker engine answers]
                    embedded              | -        | true   | Embedded[because=TRUEUP_TEST_SERVERS=embedded]
                    embedded              | -        | false  | Embedded[because=TRUEUP_TEST_SERVERS=embedded]
                    embedded              | ' '      | true   | Embedded[because=TRUEUP_TEST_SERVERS=embedded]
                    embedded              | ' '      | false  | Embedded[because=TRUEUP_TEST_SERVERS=embedded]
                    embedded              | host:1   | true   | Embedded[because=TRUEUP_TEST_SERVERS=embedded]
                    embedded              | host:1   | false  | Embedded[because=TRUEUP_TEST_SERVERS=embedded]
                    podman                | -        | true   | Impossible[because=TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded]
                    podman                | -        | false  | Impossible[because=TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded]
                    podman                | ' '      | true   | Impossible[because=TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded]
                    podman                | ' '      | false  | Impossible[because=TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded]
                    podman                | host:1   | true   | Impossible[because=TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded]
                    podman                | host:1   | false  | Impossible[because=TRUEUP_TEST_SERVERS=podman, but it can only be docker or embedded]
                    """)
    void choosesByEnvironmentAndDocker(
            @Nullable String forced, @Nullable String address, boolean docker, String choice) {
        for (var kind : ServerKind.values()) {
            var environment = environment(kind, forced, address);

            assertThat(ServerChoice.of(
                            kind,
                            environment,
                            () -> docker ? Optional.empty() : Optional.of("no Docker engine answers")))
                    .hasToString(choice.replace("VARIABLE", kind.variable()));
        }
    }

    /** Finding out takes a second where there is none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    -        | -      | 1
                    -        | host:1 | 0
                    docker   | host:1 | 1
                    embedded | -      | 0
                    podman   | -      | 0
                    """)
    void asksForDockerOnlyIfItMatters(@Nullable String forced, @Nullable String address, int times) {
        var asked = new AtomicInteger();

        ServerChoice.of(ServerKind.KAFKA, environment(ServerKind.KAFKA, forced, address), () -> {
            asked.incrementAndGet();
            return Optional.empty();
        });

        assertThat(asked).hasValue(times);
    }

    @ParameterizedTest
    @CsvSource({"KAFKA, TRUEUP_TEST_MONGODB", "MONGODB, TRUEUP_TEST_KAFKA"})
    void eachServerIsNamedByItself(ServerKind kind, String otherVariable) {
        assertThat(ServerChoice.of(kind, Map.of(otherVariable, "host:1"), () -> Optional.of("no Docker")))
                .isInstanceOf(ServerChoice.Embedded.class);
    }

    private static Map<String, String> environment(ServerKind kind, @Nullable String forced, @Nullable String address) {
        var environment = new HashMap<>(Map.of("PATH", "/bin"));
        if (forced != null) {
            environment.put("TRUEUP_TEST_SERVERS", forced);
        }
        if (address != null) {
            environment.put(kind.variable(), address);
        }
        return environment;
    }
}
