package dev.trueup.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a request's body as it is, up to a limit in size and in time. */
public final class BodyReader {
    private static final int CHUNK = 8 * 1024;

    private final int maxBytes;
    private final Duration within;

    /**
     * A reader.
     *
     * @param maxBytes of a body
     * @param within how long a whole body may take
     */
    public BodyReader(int maxBytes, Duration within) {
        this.maxBytes = maxBytes;
        this.within = within;
    }

    /**
     * Reads the body. A single read waits no longer than the server's connection time-out, which comes on top of the
     * limit in time. What is announced as too large is not read at all.
     */
    public Body read(HttpServletRequest request) {
        if (request.getContentLengthLong() > maxBytes) {
            return new Body.TooLarge();
        }
        long start = System.nanoTime();
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = request.getInputStream();
            int read = in.read(chunk);
            while (read >= 0) {
                if (collected.size() + read > maxBytes) {
                    return new Body.TooLarge();
                }
                if (System.nanoTime() - start > within.toNanos()) {
                    return new Body.Incomplete();
                }
                collected.write(chunk, 0, read);
                read = in.read(chunk);
            }
            return new Body.Whole(collected.toByteArray());
        } catch (IOException e) {
            return new Body.Incomplete(); // stalled, broken off, or not HTTP
        }
    }

    /** What came. */
    public sealed interface Body {
        record Whole(byte[] bytes) implements Body {}

        record TooLarge() implements Body {}

        /** The sender was too slow, or went away. */
        record Incomplete() implements Body {}
    }
}
