package dev.trueup.ingest.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trueup.channels.ChannelIds;
import dev.trueup.ingest.IngestApplication;
import dev.trueup.ingest.SandboxChannel;
import dev.trueup.ingest.SandboxChannel.Signed;
import dev.trueup.testservers.WithServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Senders that speak HTTP by hand: too large, too slow, broken off. */
@WithServers
@SpringBootTest(
        classes = IngestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=callback-ingest-service",
            "trueup.credentials.dir=" + SandboxChannel.CREDENTIALS_DIR,
            "trueup.ingest.max-in-flight=" + HostileSendersTest.PLACES
        })
class HostileSendersTest {
    static final int PLACES = 4;
    private static final int LIMIT = 64 * 1024;

    private final int port;
    private final MeterRegistry meters;

    HostileSendersTest(@LocalServerPort int port, @Autowired MeterRegistry meters) {
        this.port = port;
        this.meters = meters;
    }

    @Test
    void theLargestBodyIsTakenWithAndWithoutItsLength() throws Exception {
        Signed largest = SandboxChannel.signed(padded(LIMIT));

        assertThat(status(withLength(largest, LIMIT))).isEqualTo(204);
        assertThat(status(chunked(largest))).isEqualTo(204);
    }

    @Test
    void oneByteMoreIsRefusedWithAndWithoutItsLength() throws Exception {
        Signed larger = SandboxChannel.signed(padded(LIMIT + 1));

        assertThat(status(withLength(larger, LIMIT + 1))).isEqualTo(413);
        assertThat(status(chunked(larger))).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(longs = {LIMIT + 1, 1L << 40, Long.MAX_VALUE})
    void aLengthThatIsTooLargeIsRefusedBeforeTheBodyComes(long length) throws Exception {
        double before = counted("too-large");

        assertThat(status(head("Content-Length: " + length))).isEqualTo(413);

        assertThat(counted("too-large")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -1", "Content-Length: x", "Content-Length: 1\r\nContent-Length: 2"})
    void nonsenseLengthsAreRefused(String header) throws Exception {
        assertThat(status(head(header))).isEqualTo(400);
    }

    @Test
    void aBodyThatStallsIsGivenUp() throws Exception {
        long start = System.nanoTime();

        assertThat(status(head("Content-Length: 100"))).isGreaterThanOrEqualTo(400);

        assertThat(since(start)).isLessThan(Duration.ofSeconds(4));
    }

    /** All of them at once, since each takes its time. */
    @Test
    void whateverDripsIsGivenUpAndTheConnectionClosed() throws Exception {
        Map<String, String> dropsByStart = Map.of(
                head("Content-Length: 60000"),
                "x",
                head("Transfer-Encoding: chunked"),
                "1\r\nx\r\n",
                head("Transfer-Encoding: chunked") + "1;",
                "x", // an extension of a chunk
                head("Transfer-Encoding: chunked") + "1\r\nx\r\n0\r\n",
                "x"); // a trailer
        long begun = System.nanoTime();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> closed = new ArrayList<>();
            dropsByStart.forEach((start, drop) -> closed.add(senders.submit(() -> dripUntilClosed(start, drop))));
            for (Future<Boolean> one : closed) {
                assertThat(one.get()).isTrue();
            }
        }

        assertThat(since(begun)).isLessThan(Duration.ofSeconds(8));
        await().untilAsserted(() -> assertThat(
                        meters.get("trueup.callbacks.in.flight").gauge().value())
                .isZero());
    }

    @Test
    void whoBreaksOffLeavesNothingBehind() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head("Content-Length: 100") + "{").getBytes(US_ASCII));
            await().untilAsserted(() -> assertThat(
                            meters.get("trueup.callbacks.in.flight").gauge().value())
                    .isOne());
        }
        await().untilAsserted(() -> assertThat(
                        meters.get("trueup.callbacks.in.flight").gauge().value())
                .isZero());
    }

    @Test
    void beyondThePlacesInFlightItSaysComeAgainAtOnce() throws Exception {
        Signed paid = SandboxChannel.paid(SandboxChannel.newOrderNo());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int place = 0; place < PLACES; place++) {
                slow.add(connect());
                slow.getLast()
                        .getOutputStream()
                        .write(head("Content-Length: 100").getBytes(US_ASCII));
            }
            await().untilAsserted(() -> assertThat(
                            meters.get("trueup.callbacks.in.flight").gauge().value())
                    .isEqualTo(PLACES));

            long start = System.nanoTime();
            assertThat(new Caller(port).post(paid).statusCode()).isEqualTo(503);
            assertThat(since(start)).isLessThan(Duration.ofSeconds(1));
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
        await().untilAsserted(() ->
                assertThat(new Caller(port).post(paid).statusCode()).isEqualTo(204));
    }

    private static byte[] padded(int length) {
        byte[] body = SandboxChannel.paid(SandboxChannel.newOrderNo()).body();
        byte[] padded = Arrays.copyOf(body, length);
        Arrays.fill(padded, body.length, length, (byte) ' ');
        return padded;
    }

    private String withLength(Signed signed, int length) {
        return head(headers(signed) + "Content-Length: " + length) + new String(signed.body(), ISO_8859_1);
    }

    private String chunked(Signed signed) {
        StringBuilder request = new StringBuilder(head(headers(signed) + "Transfer-Encoding: chunked"));
        String body = new String(signed.body(), ISO_8859_1);
        for (int at = 0; at < body.length(); at += 5000) {
            String chunk = body.substring(at, Math.min(body.length(), at + 5000));
            request.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }

    private static String headers(Signed signed) {
        StringBuilder lines = new StringBuilder();
        signed.headers()
                .forEach((name, value) ->
                        lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    private String head(String headers) {
        return "POST /callbacks/sandbox HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n\r\n";
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private int status(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String statusLine = new String(socket.getInputStream().readNBytes(12), US_ASCII);
            return Integer.parseInt(statusLine.substring("HTTP/1.1 ".length()));
        }
    }

    /** Writes a drop every fifth of a second, well within the server's patience for silence, until it hangs up. */
    private boolean dripUntilClosed(String start, String drop) throws Exception {
        try (Socket socket = connect();
                ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor()) {
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(US_ASCII));
            var drops = dripping.scheduleAtFixedRate(
                    () -> {
                        try {
                            out.write(drop.getBytes(US_ASCII));
                        } catch (IOException e) {
                            throw new IllegalStateException("the server has hung up", e); // ends the dripping
                        }
                    },
                    200,
                    200,
                    TimeUnit.MILLISECONDS);
            try {
                await().atMost(Duration.ofSeconds(20)).until(drops::isDone);
                return true;
            } finally {
                drops.cancel(true);
            }
        }
    }

    private double counted(String verdict) {
        return meters.get("trueup.callbacks")
                .tag("channel", ChannelIds.SANDBOX)
                .tag("verdict", verdict)
                .counter()
                .count();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
