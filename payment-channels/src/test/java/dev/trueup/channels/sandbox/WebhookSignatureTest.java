package dev.trueup.channels.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verification against the official library's, and against everything that is not quite right. */
class WebhookSignatureTest {
    private static final Verification VERIFIED = new Verification.Verified();
    private static final String[] HEADERS = {"webhook-id", "webhook-timestamp", "webhook-signature"};
    private static final Instant SIGNED_AT = Instant.parse("2026-11-25T07:00:02Z");

    private final byte[] body = Samples.paid();
    private final Map<String, String> headers = Samples.signer(Samples.SECRET).headers("msg_1", SIGNED_AT, body);

    private static Verification verified(String secret, Map<String, String> headers, byte[] body, Instant now) {
        return new SandboxCallbacks(Samples.credentials(secret)).verify(Samples.received(headers, body), now);
    }

    private static Verification verified(Map<String, String> headers, byte[] body) {
        return verified(Samples.SECRET, headers, body, SIGNED_AT);
    }

    private Map<String, String> with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return changed;
    }

    private String signature() {
        return headers.getOrDefault("webhook-signature", "");
    }

    @Property(tries = 200)
    void theOfficialLibraryAndWeBelieveTheSame(
            @ForAll @StringLength(max = 64) String payload,
            @ForAll @StringLength(max = 64) String other,
            @ForAll boolean changed)
            throws Exception {
        byte[] sent = payload.getBytes(UTF_8); // what no UTF-8 can say becomes a question mark
        Instant now = Instant.now(); // by which the library judges
        Webhook official = new Webhook(Samples.SECRET);
        String text = new String(sent, UTF_8);
        Map<String, String> signed = Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", official.sign("msg_1", now.getEpochSecond(), text));
        byte[] received = changed ? other.getBytes(UTF_8) : sent;

        assertThat(verified(Samples.SECRET, signed, received, now).equals(VERIFIED))
                .isEqualTo(believes(official, signed, received));
    }

    @Test
    void whatOurChannelSignsTheOfficialLibraryBelieves() throws Exception {
        Map<String, String> signed = Samples.signer(Samples.SECRET).headers("msg_1", Instant.now(), body);

        assertThat(believes(new Webhook(Samples.SECRET), signed, body)).isTrue();
        assertThat(believes(new Webhook(Samples.ANOTHER_SECRET), signed, body)).isFalse();
    }

    private static boolean believes(Webhook official, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        try {
            official.verify(new String(body, UTF_8), all);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    /** The example of the specification's own reference implementations. */
    @Test
    void theVectorOfTheReferenceImplementations() {
        Map<String, String> signed = Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        assertThat(verified(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        signed,
                        "{\"test\": 2432232314}".getBytes(UTF_8),
                        Instant.ofEpochSecond(1614265330)))
                .isEqualTo(VERIFIED);
    }

    @Test
    void aChangeOfAnyByteOfTheBodyIsSeen() {
        assertThat(verified(headers, body)).isEqualTo(VERIFIED);
        for (int at = 0; at < body.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = body.clone();
                changed[at] ^= (byte) (1 << bit);
                assertThat(verified(headers, changed))
                        .as("bit %d of byte %d", bit, at)
                        .isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void aChangeOfAnyCharacterOfAHeaderIsSeen(String header) {
        String value = headers.getOrDefault(header, "");
        for (int at = 0; at < value.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                char[] changed = value.toCharArray();
                changed[at] ^= (char) (1 << bit);
                assertThat(verified(with(header, new String(changed)), body))
                        .as("bit %d of character %d", bit, at)
                        .isNotEqualTo(VERIFIED);
            }
        }
    }

    @Test
    void anythingLeftOutOrAddedIsSeen() {
        for (int length = 0; length < body.length; length++) {
            assertThat(verified(headers, Arrays.copyOf(body, length))).isNotEqualTo(VERIFIED);
        }
        assertThat(verified(headers, Arrays.copyOf(body, body.length + 1))).isNotEqualTo(VERIFIED);
        for (String header : HEADERS) {
            assertThat(verified(with(header, headers.get(header) + "0"), body)).isNotEqualTo(VERIFIED);
            Map<String, String> without = new LinkedHashMap<>(headers);
            without.remove(header);
            assertThat(verified(without, body)).isEqualTo(new Verification.Rejected(Reason.MALFORMED_HEADERS));
        }
    }

    /** Where the parts are split is signed too: what stands in the body cannot be passed off as the timestamp. */
    @Test
    void thePartsCannotBeShifted() {
        String shifted = headers.get("webhook-timestamp") + "." + new String(body, UTF_8);
        assertThat(verified(
                        Map.of(
                                "webhook-id", "msg_1." + headers.get("webhook-timestamp"),
                                "webhook-timestamp", Long.toString(SIGNED_AT.getEpochSecond()),
                                "webhook-signature", signature()),
                        shifted.getBytes(UTF_8)))
                .isEqualTo(new Verification.Rejected(Reason.MALFORMED_HEADERS));
    }

    /** A channel whose secret changes signs by both for a while, and each receiver knows one of them. */
    @Test
    void whileASecretChangesEitherIsBelieved() {
        String other = Samples.signer(Samples.ANOTHER_SECRET)
                .headers("msg_1", SIGNED_AT, body)
                .get("webhook-signature");
        for (String both : List.of(signature() + " " + other, other + " " + signature())) {
            assertThat(verified(Samples.SECRET, with("webhook-signature", both), body, SIGNED_AT))
                    .isEqualTo(VERIFIED);
            assertThat(verified(Samples.ANOTHER_SECRET, with("webhook-signature", both), body, SIGNED_AT))
                    .isEqualTo(VERIFIED);
        }
        assertThat(verified(Samples.ANOTHER_SECRET, headers, body, SIGNED_AT))
                .isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
    }

    @Test
    void ofVeryManySignaturesOnlyTheFirstAreLookedAt() {
        String others = IntStream.range(0, 15).mapToObj(i -> "v1,AAAA").collect(Collectors.joining(" "));
        assertThat(verified(with("webhook-signature", others + " " + signature()), body))
                .isEqualTo(VERIFIED);
        assertThat(verified(with("webhook-signature", others + " v1,AAAA " + signature()), body))
                .isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
    }

    @Test
    void aSignatureOfAnotherVersionOrFormIsNone() {
        String digest = signature().substring("v1,".length());
        for (String no : List.of(
                "",
                " ",
                "v1",
                "v1,",
                digest,
                "v1a," + digest,
                "v2," + digest,
                "V1," + digest,
                "v1, " + digest,
                "v1," + digest.replace("=", ""),
                "v1," + digest + "=",
                "v1," + digest.toLowerCase(Locale.ROOT),
                "v1,"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Base64.getDecoder().decode(digest)),
                "," + signature(),
                "\t" + signature())) {
            assertThat(verified(with("webhook-signature", no), body)).as(no).isNotEqualTo(VERIFIED);
        }
    }

    /** base64 leaves bits unused: other texts decode to the same bytes, and are not the signature. */
    @Test
    void aTextThatOnlyDecodesToTheSignatureIsNone() {
        char last = signature().charAt(signature().length() - 2);
        String alias = signature().substring(0, signature().length() - 2) + (char) (last + 1) + "=";

        assertThat(Base64.getDecoder().decode(alias.substring(3)))
                .isEqualTo(Base64.getDecoder().decode(signature().substring(3)));
        assertThat(verified(with("webhook-signature", alias), body))
                .isEqualTo(new Verification.Rejected(Reason.BAD_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({"-301,STALE", "-300,-", "-1,-", "0,-", "300,-", "301,STALE", "86400,STALE", "-86400,STALE"})
    void onlyWhatWasSignedJustNowIsBelieved(long secondsAfter, String reason) {
        assertThat(verified(Samples.SECRET, headers, body, SIGNED_AT.plusSeconds(secondsAfter)))
                .isEqualTo("-".equals(reason) ? VERIFIED : new Verification.Rejected(Reason.valueOf(reason)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "+1764054002",
                "01764054002",
                "1764054002.0",
                "1764054002 ",
                "1.7e9",
                "now",
                "99999999999999999999",
                "٣"
            })
    void whatIsNoTimestampIsMalformed(String timestamp) {
        assertThat(verified(with("webhook-timestamp", timestamp), body))
                .isEqualTo(new Verification.Rejected(Reason.MALFORMED_HEADERS));
    }

    @Property(tries = 500)
    void nothingMakesItThrow(
            @ForAll String id, @ForAll String timestamp, @ForAll String signature, @ForAll byte[] anyBody) {
        assertThat(verified(
                        Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature),
                        anyBody))
                .isNotEqualTo(VERIFIED);
    }
}
