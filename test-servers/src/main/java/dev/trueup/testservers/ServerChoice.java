package dev.trueup.testservers;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a server comes from, decided from the environment alone. */
sealed interface ServerChoice {
    /** The environment variable that asks for one way: {@code docker} or {@code embedded}. */
    String FORCE_VARIABLE = "TRUEUP_TEST_SERVERS";

    /** A running server, by the address that an environment variable gives. */
    record Named(String variable, String address) implements ServerChoice {}

    /** A container of ours; if it was not asked for by name, an embedded server will do where it does not start. */
    record Docker(boolean asked) implements ServerChoice {}

    /** A server in this JVM, and why. */
    record Embedded(String because) implements ServerChoice {}

    /** What was asked for cannot be had. */
    record Impossible(String because) implements ServerChoice {}

    /**
     * Decides; what {@value #FORCE_VARIABLE} asks for goes before a named server, and blank variables count as absent.
     *
     * @param dockerTrouble why Docker cannot be used, or nothing if it can; asked only if it matters, since finding out
     *     takes time
     */
    static ServerChoice of(ServerKind kind, Map<String, String> environment, Supplier<Optional<String>> dockerTrouble) {
        var forced = environment.getOrDefault(FORCE_VARIABLE, "").strip();
        var address = environment.getOrDefault(kind.variable(), "").strip();
        return switch (forced) {
            case "embedded" -> new Embedded(FORCE_VARIABLE + "=embedded");
            case "docker" ->
                dockerTrouble
                        .get()
                        .<ServerChoice>map(trouble -> new Impossible(FORCE_VARIABLE + "=docker, but " + trouble))
                        .orElse(new Docker(true));
            case "" ->
                address.isEmpty()
                        ? dockerTrouble.get().<ServerChoice>map(Embedded::new).orElse(new Docker(false))
                        : new Named(kind.variable(), address);
            default -> new Impossible(FORCE_VARIABLE + "=" + forced + ", but it can only be docker or embedded");
        };
    }
}
