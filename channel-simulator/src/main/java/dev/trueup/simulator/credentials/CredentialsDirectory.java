package dev.trueup.simulator.credentials;

import java.nio.file.Path;

/** Where the channels' credentials are: a file {@code <id>.json} for each that is set up. */
public record CredentialsDirectory(Path path) {}
