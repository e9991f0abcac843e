package dev.trueup.foundation.web;

import dev.trueup.foundation.web.BodyReader.Body.Incomplete;
import dev.trueup.foundation.web.BodyReader.Body.TooLarge;
import dev.trueup.foundation.web.BodyReader.Body.Whole;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above a size before anybody looks into them: unread where their length is announced, and at the limit
 * where it is not. So are those that take too long to come, which would hold memory for as long as their sender likes. A
 * body within the limits is held in memory; form parameters are not taken out of it.
 */
public final class BodyLimit extends OncePerRequestFilter {
    /** For the whole body; each read of a part of it waits no longer than the server's connection time-out, on top. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final BodyReader bodies;
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
        this.bodies = new BodyReader(most, WITHIN);
        this.contentType = contentType;
        this.tooLarge = tooLarge;
        this.tooSlow = tooSlow;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (bodies.read(request)) {
            case Whole whole -> chain.doFilter(new ReadAlready(request, whole.bytes()), response);
            case TooLarge() -> refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, tooLarge);
            case Incomplete() -> refuse(response, HttpServletResponse.SC_REQUEST_TIMEOUT, tooSlow);
        }
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
