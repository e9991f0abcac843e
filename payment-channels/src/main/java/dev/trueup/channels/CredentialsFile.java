package dev.trueup.channels;

import dev.trueup.channels.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

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
            return StrictJson.read(bytes(file), type);
        } catch (JacksonException e) {
            throw new UnusableCredentialsException(file, StrictJson.wrong(e));
        }
    }

    /**
     * The file as it is.
     *
     * @throws UnusableCredentialsException when it cannot be read
     */
    static byte[] bytes(Path directory, String channel) {
        return bytes(of(directory, channel));
    }

    /**
     * When what the file names expires: its object {@code expires}, instants by the fields they are about.
     *
     * @throws UnusableCredentialsException when that is no such object
     */
    static Map<String, Instant> expiries(Path directory, String channel) {
        Path file = of(directory, channel);
        JsonNode tree;
        try {
            tree = StrictJson.MAPPER.readTree(bytes(file));
        } catch (JacksonException e) {
            throw new UnusableCredentialsException(file, StrictJson.wrong(e));
        }
        JsonNode expires = tree.path("expires");
        if (expires.isMissingNode() || expires.isNull()) {
            return Map.of();
        }
        if (!expires.isObject()) {
            throw new UnusableCredentialsException(file, "expires must be an object");
        }
        Map<String, Instant> expiries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> expiry : expires.properties()) {
            if (!tree.has(expiry.getKey())) {
                throw new UnusableCredentialsException(
                        file, "expires." + expiry.getKey() + " names no field of this file");
            }
            expiries.put(expiry.getKey(), instant(file, expiry));
        }
        return Collections.unmodifiableMap(expiries);
    }

    private static Instant instant(Path file, Map.Entry<String, JsonNode> expiry) {
        try {
            return Instant.parse(expiry.getValue().stringValue(""));
        } catch (DateTimeParseException e) {
            throw new UnusableCredentialsException(
                    file, "expires." + expiry.getKey() + " must be an instant, such as 2027-01-31T00:00:00Z");
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
