package dev.trueup.channels.sandbox;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.trueup.channels.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The channel's side of a callback: writes the body and signs it as Standard Webhooks 1.0.0 says, by their library. */
public final class SandboxNoticeSigner {
    private final Webhook webhook;

    public SandboxNoticeSigner(SandboxCredentials credentials) {
        try {
            this.webhook = new Webhook(credentials.webhookKey());
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("webhookSecret must not be empty", e);
        }
    }

    /** The notice as the channel sends it. */
    public byte[] body(SandboxNotice notice) {
        return StrictJson.MAPPER.writeValueAsBytes(notice);
    }

    /**
     * The headers that go with {@code body}.
     *
     * @param id the same for every repetition of one notice
     * @param signedAt wall time; receivers refuse what is more than five minutes away
     * @param body UTF-8 text
     */
    public Map<String, String> headers(String id, Instant signedAt, byte[] body) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("content-type", "application/json");
            headers.put(WebhookSignature.ID, id);
            headers.put(WebhookSignature.TIMESTAMP, Long.toString(signedAt.getEpochSecond()));
            headers.put(
                    WebhookSignature.SIGNATURE,
                    webhook.sign(id, signedAt.getEpochSecond(), new String(body, StandardCharsets.UTF_8)));
            return headers;
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("cannot sign the sandbox callback", e);
        }
    }
}
