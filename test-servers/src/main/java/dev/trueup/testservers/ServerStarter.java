package dev.trueup.testservers;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starts what {@link ServerChoice} decides, and says so in one line.
 *
 * @param environment the process's variables
 * @param dockerTrouble why Docker cannot be used, or nothing if it can
 * @param docker starts a container
 * @param embedded starts a server in this JVM
 * @param say takes each line
 */
record ServerStarter(
        Map<String, String> environment,
        Supplier<Optional<String>> dockerTrouble,
        Function<ServerKind, RunningServer> docker,
        Function<ServerKind, RunningServer> embedded,
        Consumer<String> say) {

    static ServerStarter ofThisProcess() {
        return new ServerStarter(
                System.getenv(),
                DockerServers::trouble,
                DockerServers::start,
                EmbeddedServers::start,
                System.out::println);
    }

    /** @throws IllegalStateException if what was asked for cannot be had */
    RunningServer start(ServerKind kind) {
        var server = switch (ServerChoice.of(kind, environment, dockerTrouble)) {
            case ServerChoice.Named named ->
                new RunningServer(named.address(), "as " + named.variable() + " says", () -> {});
            case ServerChoice.Docker choice -> container(kind, choice);
            case ServerChoice.Embedded choice -> embedded(kind, choice.because());
            case ServerChoice.Impossible choice ->
                throw new IllegalStateException("no %s for tests: %s".formatted(kind.label(), choice.because()));
        };
        say("tests use %s: %s at %s".formatted(kind.label(), server.description(), withoutSecrets(server.address())));
        return server;
    }

    private RunningServer container(ServerKind kind, ServerChoice.Docker choice) {
        try {
            return docker.apply(kind);
        } catch (RuntimeException e) {
            if (choice.asked()) {
                throw new IllegalStateException(
                        "no %s for tests: %s=docker, Docker answers, but the container did not start: %s"
                                .formatted(kind.label(), ServerChoice.FORCE_VARIABLE, RootCause.of(e)),
                        e);
            }
            return embedded(kind, "the container did not start: " + RootCause.of(e));
        }
    }

    private RunningServer embedded(ServerKind kind, String because) {
        var server = embedded.apply(kind);
        return new RunningServer(server.address(), "%s (%s)".formatted(server.description(), because), server.stop());
    }

    private void say(String line) {
        say.accept("[trueup] " + line);
    }

    private static String withoutSecrets(String address) {
        return address.replaceFirst("//[^/@]*@", "//***@");
    }
}
