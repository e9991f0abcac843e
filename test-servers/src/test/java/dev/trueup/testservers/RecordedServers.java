package dev.trueup.testservers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Servers that only write down what happens to them. */
final class RecordedServers {
    final List<String> log = new ArrayList<>();
    final SharedServers servers = new SharedServers(new ServerStarter(
            Map.of("TRUEUP_TEST_SERVERS", "embedded"), Optional::empty, this::start, this::start, s -> {}));

    private RunningServer start(ServerKind kind) {
        log.add("start " + kind);
        return new RunningServer(kind.label() + ":1", "recorded", () -> log.add("stop " + kind));
    }
}
