package dev.trueup.channels;

import dev.trueup.channels.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** One channel's credentials as a file, {@code <channel>.json}: a record as JSON. */
public final class CredentialsFile {
    private static final int MOST_BYTES = 64 * 1024;

    private CredentialsFile() {}

    /** Where the credentials of {@code channel} lie within the directory of all channels' credentials. */
    public static Path of(Path directory, String channel) {
        return directory.resolve(channel + ".json");
    }

    /**
     * Reads the credentials of {@code channel} in {@code directory}. What the record's constructor refuses by an
     * IllegalArgumentException that names the component is refused here in the same words.
     *
     * @throws UnusableCredentialsException when there are none or they are wrong, naming the file and the field
     */
    public static <C extends Record> C read(Path directory, String channel, Class<C> type) {
        Path file = of(directory, channel);
        try {
            return StrictJson.MAPPER.readValue(bytes(file), type);
        } catch (JacksonException e) {
            throw new UnusableCredentialsException(file, StrictJson.wrong(e));
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
