package dev.trueup.channels.stripe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channel's side of a webhook: writes the event and signs it, by several secrets while one is rolled. */
public final class StripeNoticeSigner {
    private final StripeSignature signature;

    /** Signs by each of {@code secrets}, {@code whsec_…}. */
    public StripeNoticeSigner(List<String> secrets) {
        this.signature = new StripeSignature(secrets);
    }

    /** The event as the channel sends it. */
    public byte[] body(StripeObject.Event event) {
        return StripeJson.MAPPER.writeValueAsBytes(event);
    }

    /**
     * The headers that go with {@code body}.
     *
     * @param signedAt wall time
     */
    public Map<String, String> headers(Instant signedAt, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json; charset=utf-8");
        headers.put(StripeSignature.HEADER, signature.header(signedAt, body));
        return headers;
    }
}
