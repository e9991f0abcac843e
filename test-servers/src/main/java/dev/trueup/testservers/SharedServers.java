package dev.trueup.testservers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * This JVM's servers: each started when first asked for, all stopped together. Whoever asks after that gets new ones.
 */
final class SharedServers implements AutoCloseable {
    private static final SharedServers OF_THIS_JVM = new SharedServers(ServerStarter.ofThisProcess());

    static {
        // The extension closes us; this is for a run that is interrupted, or that has no extension.
        Runtime.getRuntime().addShutdownHook(new Thread(OF_THIS_JVM::close, "stop-test-servers"));
    }

    private final ServerStarter starter;
    private final Map<ServerKind, RunningServer> running = new EnumMap<>(ServerKind.class);
    private final Map<ServerKind, RuntimeException> failed = new EnumMap<>(ServerKind.class);
    private final Deque<Runnable> beforeStop = new ArrayDeque<>();

    SharedServers(ServerStarter starter) {
        this.starter = starter;
    }

    static SharedServers ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** @throws IllegalStateException if there is none; found out once, since it can take minutes */
    synchronized String address(ServerKind kind) {
        var failure = failed.get(kind);
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        try {
            return running.computeIfAbsent(kind, starter::start).address();
        } catch (RuntimeException e) {
            failed.put(kind, e);
            throw e;
        }
    }

    /** The address of a server that has been asked for, without starting one. */
    synchronized Optional<String> runningAddress(ServerKind kind) {
        return Optional.ofNullable(running.get(kind)).map(RunningServer::address);
    }

    /** Gives what must end before the servers do, since it uses them; the last given is the first to end. */
    synchronized void beforeStop(Runnable end) {
        beforeStop.push(end);
    }

    @Override
    public synchronized void close() {
        try {
            while (!beforeStop.isEmpty()) {
                beforeStop.pop().run();
            }
        } finally {
            running.values().forEach(server -> server.stop().run());
            running.clear();
            failed.clear();
        }
    }
}
