package dev.trueup.channels.sandbox;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.UnusableCredentialsException;
import java.nio.file.Path;

/** The sandbox channel's credentials as a file: {@link SandboxCredentials} as JSON. */
public final class SandboxCredentialsFile {
    /** Its name within the directory of all channels' credentials. */
    public static final String NAME = "sandbox.json";

    private SandboxCredentialsFile() {}

    /**
     * Reads {@value #NAME} in {@code directory}.
     *
     * @throws UnusableCredentialsException when there is none or it is wrong, naming the file and the field
     */
    public static SandboxCredentials read(Path directory) {
        return CredentialsFile.read(directory, ChannelIds.SANDBOX, SandboxCredentials.class);
    }
}
