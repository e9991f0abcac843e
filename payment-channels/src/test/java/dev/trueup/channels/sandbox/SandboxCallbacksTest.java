package dev.trueup.channels.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxCallbacksTest {
    private static final SandboxCallbacks CALLBACKS = new SandboxCallbacks(Samples.credentials(Samples.SECRET));
    private static final Instant NOW = Instant.parse("2026-11-25T07:00:02Z");
    private static final Money TOTAL = new Money(8888, "CNY");

    private static Verification verified(byte[] signed, byte[] received) {
        Map<String, String> headers = Samples.signer(Samples.SECRET).headers("msg_1", NOW, signed);
        return CALLBACKS.verify(Samples.received(headers, received), NOW);
    }

    /** Before signing, the channel itself says it, and it is read or unreadable; after signing, it is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        8888                     | 8889                        | told
        8888                     | 0                           | data.amount
        8888                     | -8888                       | data.amount
        8888                     | 88.88                       | data.amount
        8888                     | 8888.0                      | data.amount
        8888                     | 8.888e3                     | data.amount
        8888                     | "8888"                      | data.amount
        8888                     | null                        | data.amount
        8888                     | 99999999999999999999        | data.amount
        "CNY"                    | "USD"                       | told
        "CNY"                    | "cny"                       | data.currency
        "CNY"                    | "CNYX"                      | data.currency
        "CNY"                    | null                        | data.currency
        dcs01jdk7v5w3m8zq4x9t2r6 | dcs01jdk7v5w3m8zq4x9t2r7    | told
        "dcs01                   | "\\u0000dcs01               | data.orderNo
        "dcs01                   | "dcs 01                     | data.orderNo
        "orderNo"                | "orderno"                   | data.orderNo
        "m-1"                    | "m-2"                       | told
        "m-1"                    | 1                           | data.merchantId
        "m-1"                    | ""                          | data.merchantId
        "tx-1"                   | "tx-2"                      | told
        "tx-1"                   | null                        | data.transactionId
        "tx-1"                   | "tx\\n1"                    | data.transactionId
        "purchase 7/ä"           | null                        | told
        "purchase 7/ä"           | "a\\u0007"                  | data.reference
        "purchase 7/ä"           | "\\ud800"                   | data.reference
        "payment.succeeded"      | "payment.failed"            | told
        "payment.succeeded"      | "payment.closed"            | told
        "payment.succeeded"      | "refund.succeeded"          | data.refundNo
        "payment.succeeded"      | "payment.won"               | type
        "payment.succeeded"      | "shop.opened"               | irrelevant
        "payment.succeeded"      | ""                          | type
        "payment.succeeded"      | null                        | type
        "type"                   | "amount":1,"type"           | same
        "amount":8888            | "amount":1,"amount":8888    | unreadable
        "amount":8888            | "amount":8888,"new":[{}]    | same
        07:00:01.123Z            | 07:00:01.124Z               | told
        07:00:01.123Z            | 25:00:01.123Z               | data.occurredAt
        2026-11-25T07:00:02.123Z | soon                        | timestamp
        }}                       | }                           | unreadable
        }}                       | }}}                         | unreadable
        """)
    void everyTampering(String right, String wrong, String signed) {
        byte[] before = Samples.paid();
        String text = new String(before, UTF_8);
        assertThat(text).contains(right);
        byte[] after = text.replace(right, wrong).getBytes(UTF_8);

        assertThat(verified(before, after)).isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
        assertThat(verified(after, after)).isEqualTo(new Verification.Verified());
        assertThat(verdict(after)).isEqualTo(signed);
    }

    private static String verdict(byte[] body) {
        return switch (CALLBACKS.read(body)) {
            case Reading.Told told -> told.equals(CALLBACKS.read(Samples.paid())) ? "same" : "told";
            case Reading.OfCharge ofCharge -> "of a charge";
            case Reading.Irrelevant irrelevant -> "irrelevant";
            case Reading.Unreadable(String why)
            when why.endsWith(" is missing or not what it should be") ->
                why.replaceAll("sandbox callback: (\\S+) is .*", "$1");
            case Reading.Unreadable unreadable -> "unreadable";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "PAYMENT_SUCCEEDED, PAID",
        "PAYMENT_FAILED, FAILED",
        "PAYMENT_CLOSED, CLOSED",
    })
    void aPaymentsNoticeIsReadAsWhatItSays(SandboxNotice.Type type, Said said) {
        byte[] body = Samples.signer(Samples.SECRET).body(Samples.notice(type, "tx-1", null));
        assertThat(CALLBACKS.read(body)).isEqualTo(told(said, TOTAL, Samples.PAID_AT, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAYMENT_FAILED", "PAYMENT_CLOSED"})
    void whatWasNotChargedNeedsNoTransaction(SandboxNotice.Type type) {
        byte[] body = Samples.signer(Samples.SECRET).body(Samples.notice(type, null, null));
        assertThat(CALLBACKS.read(body)).isInstanceOf(Reading.Told.class);
    }

    /** Money given back was taken before, by which total the notice does not say. */
    @ParameterizedTest
    @CsvSource({"REFUND_SUCCEEDED, SUCCEEDED", "REFUND_FAILED, FAILED"})
    void aRefundsNoticeIsEvidenceOfTheCharge(SandboxNotice.Type type, RefundReport.Progress progress) {
        byte[] body = Samples.signer(Samples.SECRET).body(Samples.notice(type, "tx-1", "r-1"));
        assertThat(CALLBACKS.read(body))
                .isEqualTo(told(Said.PAID, null, null, List.of(new RefundReport("r-1", TOTAL, progress))));
    }

    private static Reading told(
            Said said, @Nullable Money total, @Nullable Instant occurredAt, List<RefundReport> refunds) {
        return new Reading.Told(new ChannelStatement(
                "sandbox", Samples.MERCHANT, Samples.ORDER, "purchase 7/ä", said, "tx-1", total, occurredAt, refunds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"data":{"orderNo":"dcs1"}}                  | dcs1
        {"data":{"orderNo":"dcs1","amount":"wrong"}} | dcs1
        {"data":{"orderNo":1}}                       |
        {"data":{"orderNo":"dcs 1"}}                 |
        {"data":{"orderNo":"dcs1"}                   |
        {"orderNo":"dcs1"}                           |
        []                                           |
        """)
    void theOrderNumberOfWhatCannotBeVerifiedIsAHint(String body, @Nullable String orderNo) {
        assertThat(CALLBACKS.orderNoHint(body.getBytes(UTF_8))).isEqualTo(orderNo);
    }

    @Test
    void deepNestingIsNoDanger() {
        for (String open : List.of("[", "{\"a\":", "{\"type\":\"payment.succeeded\",\"data\":{\"a\":[")) {
            byte[] deep = open.repeat(10_000).getBytes(UTF_8);
            assertThat(CALLBACKS.read(deep)).isInstanceOf(Reading.Unreadable.class);
            assertThat(CALLBACKS.orderNoHint(deep)).isNull();
        }
    }

    @Property(tries = 1000)
    void readsAnyBytesWithoutThrowing(@ForAll byte[] body) {
        assertThat(CALLBACKS.read(body)).isNotNull();
        CALLBACKS.orderNoHint(body);
    }

    /** Near what is right is where readers fail. */
    @Property(tries = 1000)
    void readsWhatIsAlmostRightWithoutThrowing(
            @ForAll @IntRange(max = 300) int at, @ForAll @IntRange(max = 20) int length, @ForAll byte[] instead) {
        byte[] right = Samples.paid();
        int from = Math.min(at, right.length);
        int to = Math.min(from + length, right.length);
        byte[] body = new byte[from + instead.length + right.length - to];
        System.arraycopy(right, 0, body, 0, from);
        System.arraycopy(instead, 0, body, from, instead.length);
        System.arraycopy(right, to, body, from + instead.length, right.length - to);
        assertThat(CALLBACKS.read(body)).isNotNull();
        CALLBACKS.orderNoHint(body);
    }

    @Test
    void answersWithoutABody() {
        assertThat(List.of(CALLBACKS.accepted(), CALLBACKS.refused(), CALLBACKS.tooLarge(), CALLBACKS.comeAgain()))
                .allSatisfy(answer -> assertThat(answer.body()).isEmpty())
                .extracting(CallbackAnswer::status)
                .containsExactly(204, 400, 413, 503);
    }
}
