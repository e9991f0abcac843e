package dev.trueup.channels.sandbox;

import dev.trueup.channels.UnusableCredentialsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** The sandbox channel's credentials as a file: {@link SandboxCredentials} as JSON. */
public final class SandboxCredentialsFile {
    /** Its name within the directory of all channels' credentials. */
    public static final String NAME = "sandbox.json";

    private static final int MOST_BYTES = 16 * 1024;

    private SandboxCredentialsFile() {}

    /**
     * Reads {@value #NAME} in {@code directory}.
     *
     * @throws UnusableCredentialsException when there is none or it is wrong, naming the file and the field
     */
    public static SandboxCredentials read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            return SandboxJson.MAPPER.readValue(bytes(file), SandboxCredentials.class);
        } catch (JacksonException e) {
            throw new UnusableCredentialsException(file, SandboxJson.wrong(e));
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] json = in.readNBytes(MOST_BYTES + 1);
            if (json.length > MOST_BYTES) {
                throw new UnusableCredentialsException(file, "larger than " + MOST_BYTES + " bytes");
            }
            return json;
        } catch (NoSuchFileException e) {
            throw new UnusableCredentialsException(file, "there is no such file");
        } catch (IOException e) {
            throw new UnusableCredentialsException(file, "cannot be read (" + e.getMessage() + ")");
        }
    }
}
