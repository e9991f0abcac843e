package dev.trueup.foundation.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above a size before anybody looks into them: unread where their length is announced, and at the limit
 * where it is not. So are those that take too long to come, which would hold memory for as long as their sender likes. A
 * body within the limits is held in memory; form parameters are not taken out of it.
 */
public final class BodyLimit extends OncePerRequestFilter {
    /** For the whole body; each read of a part of it waits no longer than the server's connection time-out, on top. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private static final int CHUNK = 8 * 1024;

    private final int most;
    private final String contentType;
    private final String tooLarge;
    private final String tooSlow;

    /** A limit that says no more than the status to whoever is too slow. */
    public BodyLimit(int most, String contentType, String tooLarge) {
        this(most, contentType, tooLarge, "");
    }

    /**
     * A limit.
     *
     * @param most bytes
     * @param contentType of the refusals
     * @param tooLarge the body of the refusal of what is larger, status 413
     * @param tooSlow the body of the refusal of what takes too long or breaks off, status 408
     */
    public BodyLimit(int most, String contentType, String tooLarge, String tooSlow) {
        this.most = most;
        this.contentType = contentType;
        this.tooLarge = tooLarge;
        this.tooSlow = tooSlow;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, tooLarge);
            return;
        }
        byte[] body = read(request);
        if (body == null) {
            refuse(response, HttpServletResponse.SC_REQUEST_TIMEOUT, tooSlow);
        } else if (body.length > most) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, tooLarge);
        } else {
            chain.doFilter(new ReadAlready(request, body), response);
        }
    }

    /** At most one byte more than is allowed; null where it did not come in time, or not whole. */
    private byte @Nullable [] read(HttpServletRequest request) {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = request.getInputStream();
            int read = 0;
            while (read >= 0 && body.size() <= most) {
                body.write(chunk, 0, read);
                if (System.nanoTime() - start > WITHIN.toNanos()) {
                    return null;
                }
                read = in.read(chunk, 0, Math.min(CHUNK, Math.max(1, most + 1 - body.size())));
            }
        } catch (IOException e) { // the sender is silent, has gone, or speaks no HTTP
            return null;
        }
        return body.toByteArray();
    }

    private void refuse(HttpServletResponse response, int status, String answer) throws IOException {
        response.setHeader("Connection", "close"); // what is still to come is not waited for
        response.setStatus(status);
        response.setContentType(contentType);
        response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static final class ReadAlready extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadAlready(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new InMemory(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class InMemory extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        InMemory(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is read already");
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }
    }
}
