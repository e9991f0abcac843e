package dev.trueup.foundation.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyLimitTest {
    private static final int MOST = 10_000;

    private final BodyLimit limit = new BodyLimit(MOST, "text/x-refusal", "too large", "too slow");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MOST - 1, MOST})
    void whatIsWithinTheLimitIsPassedOnAsItIs(int length) throws Exception {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 0xe4);

        limit.doFilter(request(body, length), response, chain);

        var passed = Objects.requireNonNull(chain.getRequest());
        assertThat(passed.getInputStream().readAllBytes()).isEqualTo(body);
        assertThat(passed.getInputStream().isFinished()).isEqualTo(length == 0);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {MOST + 1, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void whatIsAnnouncedAsLargerIsRefusedUnread(long announced) throws Exception {
        limit.doFilter(request(new Unreadable(), announced), response, chain);

        isRefused(413, "too large");
    }

    @Test
    void whatIsLargerUnannouncedIsRefusedAtTheLimit() throws Exception {
        limit.doFilter(request(new ByteArrayInputStream(new byte[MOST + 1]), -1), response, chain);

        isRefused(413, "too large");
    }

    @Test
    void aSenderWhoFallsSilentIsGivenUp() throws Exception {
        limit.doFilter(request(new Unreadable(), 100), response, chain);

        isRefused(408, "too slow");
    }

    @Test
    void theBodyReadsAsTextToo() throws Exception {
        limit.doFilter(request("金额".getBytes(UTF_8), 6), response, chain);

        assertThat(Objects.requireNonNull(chain.getRequest()).getReader().readLine())
                .isEqualTo("金额");
    }

    private void isRefused(int status, String answer) throws Exception {
        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo("text/x-refusal");
        assertThat(response.getContentAsString()).isEqualTo(answer);
        assertThat(response.getHeader("Connection")).isEqualTo("close");
    }

    private static MockHttpServletRequest request(byte[] body, long announced) {
        return request(new ByteArrayInputStream(body), announced);
    }

    private static MockHttpServletRequest request(InputStream body, long announced) {
        return new MockHttpServletRequest("POST", "/") {
            @Override
            public long getContentLengthLong() {
                return announced;
            }

            @Override
            public ServletInputStream getInputStream() {
                return new Arriving(body);
            }
        };
    }

    private static final class Unreadable extends InputStream {
        @Override
        public int read() throws IOException {
            throw new SocketTimeoutException("silence");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    private static final class Arriving extends ServletInputStream {
        private final InputStream bytes;

        Arriving(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}
    }
}
