package dev.trueup.quickstart.demonstration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, so that it can be paused: to all others it then looks gone, and to itself it never was. */
final class ReplicaProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private ReplicaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it, on this JVM's class path. */
    static ReplicaProcess start(Class<?> service, List<String> arguments) throws IOException {
        Path log = Files.createTempFile("trueup-test-replica-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                service.getName()));
        command.addAll(arguments);
        return new ReplicaProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Whether Spring has said that it is started. */
    boolean isStarted() {
        try {
            String said = Files.readString(log);
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ":\n" + said);
            }
            return said.contains("Started ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing of it runs from now on, in the middle of whatever it was doing. */
    void pause() {
        signal("STOP");
    }

    /** It goes on as if no time had passed. */
    void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
