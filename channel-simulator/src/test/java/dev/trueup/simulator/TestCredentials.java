package dev.trueup.simulator;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import java.nio.file.Path;

/** Credentials that open nothing. */
public final class TestCredentials {
    public static final String DIRECTORY = "src/test/resources/test-credentials";
    public static final SandboxCredentials SANDBOX = SandboxCredentialsFile.read(Path.of(DIRECTORY));

    private TestCredentials() {}
}
