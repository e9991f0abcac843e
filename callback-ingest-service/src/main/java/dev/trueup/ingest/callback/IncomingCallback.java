package dev.trueup.ingest.callback;

import dev.trueup.channels.ReceivedCallback;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A callback as it came in.
 *
 * @param channel the channel it was sent to, one of those that are registered
 * @param contentType what the sender says the body is
 * @param message its signature headers, no others, and its body
 * @param receivedAt when the last byte of it was there, wall time
 */
public record IncomingCallback(String channel, String contentType, ReceivedCallback message, Instant receivedAt) {
    /** The event's id: SHA-256, in hex, over channel and body, so a repeated callback is the same event. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(channel.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0); // no channel's name has one, so where the body starts is unmistakable
            return HexFormat.of().formatHex(digest.digest(message.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
