package dev.trueup.orders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.contracts.OrderSnapshot.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that nobody sends by accident, or only by a grave one: each is refused in the form of its path. */
class HostileClientsTest extends RunningOrderService {
    private final int port;

    HostileClientsTest(@LocalServerPort int port) {
        this.port = port;
    }

    static Stream<String> bodiesThatReadTwoWays() {
        String body = body("r");
        return Stream.of(
                body.replace("\"amount\":100", "\"amount\":1,\"amount\":100"),
                body.replace("\"amount\":100", "\"amount\":1,\"\\u0061mount\":100"),
                body.replace("\"num\":10", "\"num\":10,\"deep\":{\"a\":1,\"a\":2}"),
                body + body,
                body + "x",
                "/* */" + body,
                body.replace('"', '\''),
                body.replace("100", "0x64"),
                body.replace("100", "NaN"),
                body.replace("100", "+100"),
                body.replace("100", "0100"),
                body.replace("}", ",}"));
    }

    @ParameterizedTest
    @MethodSource("bodiesThatReadTwoWays")
    void whatTwoReadersCouldReadDifferentlyIsRefused(String body) {
        Answer answer = post("/order/create", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("1002");
    }

    @Test
    void neitherDepthNorLengthDoesHarm() {
        for (String body : List.of(
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                "{\"amount\":" + "9".repeat(60_000) + "}",
                "{\"amount\":1e999999999}",
                "{\"amount\":1." + "0".repeat(60_000) + "}",
                "{\"" + "a".repeat(60_000) + "\":1}",
                "\"" + "a".repeat(60_000) + "\"")) {
            Answer answer = post("/order/create", body);
            assertThat(answer.status()).as(body.substring(0, 20)).isEqualTo(400);
            assertThat(answer.json().at("/code").stringValue()).isEqualTo("1002");
            assertThat(answer.response().body()).hasSizeLessThan(2000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00x", "a\\u0000", "\\u0007", "\\u0085", "\u3000", " "})
    void aTextThatNoStoreAndNoChannelCanBeToldIsNamed(String text) {
        Answer answer = post("/order/create", body(reference()).replace("6666", text));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/data/errors/0/field").stringValue()).isEqualTo("userId");
    }

    @Test
    void aWholeCharacterOfTwoHalvesIsOne() {
        Answer answer = post("/order/create", body(reference()).replace("6666", "\\ud83d\\udcb0 买家"));
        assertThat(answer.status()).isEqualTo(200);
        String orderNo = answer.json().at("/data/order").stringValue();
        assertThat(dossier(orderNo).order().userId()).isEqualTo("\uD83D\uDCB0 买家");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/json; charset=nonsense",
                "nonsense",
                "*/*"
            })
    void whatIsNotCalledJsonIsRefusedUnread(String contentType) {
        Answer answer = send(request("/order/create")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body(reference()))));
        assertThat(answer.status()).isIn(400, 415);
        assertThat(answer.json().at("/code").stringValue()).isIn("1002", "1008");

        Answer refund = send(request("/orders/dcsnothere/refunds")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"refundNo\":\"R1\"}")));
        assertThat(refund.status()).isIn(400, 415);
        assertThat(refund.response().headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAndNotGuessed() {
        byte[] gbk = body(reference()).replace("6666", "买家").getBytes(Charset.forName("GBK"));
        Answer answer = send(request("/order/create")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(gbk)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("1002");
    }

    @Test
    void whoAcceptsNoJsonIsToldSo() {
        Answer answer = post("/order/create", body(reference()), "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.json().at("/code").stringValue()).isEqualTo("1012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=99999999999999999999",
                "limit=1e2",
                "limit=",
                "state=paid",
                "state=",
                "olderThan=1h",
                "olderThan=-PT1H",
                "olderThan=P36501D",
                "olderThan=PT10000000000000H",
                "olderThan=PT2562047788015215H",
                "olderThan=P99999999999999999999D",
                "after=",
                "after=1",
                "after=9999999999999999-dcs1",
                "after=1-" + "a%00",
                "after=1-%D9%A3%20"
            })
    void everyParameterOutOfRangeIsNamed(String parameter) {
        Answer answer = get("/orders?" + parameter);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().at("/errors/0/field").stringValue())
                .isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void theFarthestOfEachRangeIsTaken() {
        for (String query :
                List.of("olderThan=PT0S", "olderThan=P36500D", "limit=1", "limit=1000", "after=999999999999999-zzz")) {
            assertThat(get("/orders?" + query).status()).as(query).isEqualTo(200);
        }
    }

    @Test
    void noOrderNumberIsMoreThanUnknown() {
        for (String orderNo : List.of("x".repeat(4000), "%24where", "%7B%22%24gt%22%3A%22%22%7D", "..%20", "单")) {
            assertThat(get("/orders/" + orderNo).status()).as(orderNo).isEqualTo(404);
            assertThat(post("/orders/" + orderNo + "/query", "").status()).isEqualTo(404);
            assertThat(post("/orders/" + orderNo + "/close", "").status()).isEqualTo(404);
            Answer result = get("/order/get_result?orderId=" + orderNo);
            assertThat(result.status()).isEqualTo(404);
            assertThat(result.json().at("/code").stringValue()).isEqualTo("1004");
        }
    }

    /** A misspelt amount would otherwise give everything back. */
    @Test
    void aRefundThatIsNotWhatItSeemsGivesNothingBack() {
        String orderNo = placed(reference());
        callback(orderNo, paidNotice(orderNo, "tx-1", 100));
        awaitOrder(orderNo, dossier -> dossier.order().state() == State.PAID);
        for (String more : List.of(
                "\"amout\":1",
                "\"amount\":null",
                "\"amount\":\"1\"",
                "\"amount\":1.0",
                "\"amount\":0",
                "\"amount\":-1")) {
            Answer answer = post("/orders/" + orderNo + "/refunds", "{\"refundNo\":\"R1\"," + more + "}");
            assertThat(answer.status()).as(more).isEqualTo(400);
            assertThat(more).contains(answer.json().at("/errors/0/field").stringValue());
        }
        assertThat(dossier(orderNo).order().payments().getFirst().refunds()).isEmpty();
    }

    /** A mebibyte of mebibytes is refused before the first byte of it. */
    @Test
    void whatIsAnnouncedAsTooLargeIsRefusedUnread() throws Exception {
        for (String path : List.of("/order/create", "/orders/dcsnothere/refunds")) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + (1L << 40) + "\r\n\r\n";
            assertThat(statusLine(head)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void nonsenseInPlaceOfARequestHasNoStackTrace() throws Exception {
        for (String nonsense : List.of(
                "GET /orders/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /orders/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /orders/a%2Fb HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /orders/\\ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST /order/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "nonsense\r\n\r\n")) {
            String answer = all(nonsense);
            assertThat(answer).as(nonsense).startsWith("HTTP/1.1 4").doesNotContain("Exception", "\tat ", "Tomcat/");
        }
    }

    private String statusLine(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), US_ASCII);
        }
    }

    private String all(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
