package dev.trueup.channels;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel's callbacks as its merchant handles them: verify the raw bytes, read them, answer in the channel's form. */
public interface CallbackProtocol {
    /** The channel's id. */
    String channel();

    /** The headers, in lower case, that {@link #verify} needs beside the body. */
    Set<String> signatureHeaders();

    /**
     * Whether the channel itself sent these very bytes to this merchant, not long ago. Nothing of the body is parsed
     * before its signature agrees.
     *
     * @param now the wall clock, for the channel's tolerance
     */
    Verification verify(ReceivedCallback callback, Instant now);

    /** What a verified body says. Never throws, whatever the bytes are. */
    Reading read(byte[] body);

    /** The order number an unverified body names: a hint, never a fact. Null where none can be read. */
    @Nullable
    String orderNoHint(byte[] body);

    /** Received for good: the channel need not send it again. */
    CallbackAnswer accepted();

    /** Not believed. */
    default CallbackAnswer refused() {
        return CallbackAnswer.empty(400);
    }

    /** Larger than any callback of this channel may be. */
    default CallbackAnswer tooLarge() {
        return CallbackAnswer.empty(413);
    }

    /** Believed, perhaps, but not kept: the channel is to send it again. */
    default CallbackAnswer comeAgain() {
        return CallbackAnswer.empty(503);
    }

    sealed interface Verification {
        record Verified() implements Verification {}

        /** Not believed, for this reason. */
        record Rejected(Reason reason) implements Verification {}
    }

    enum Reason {
        /** A header that the signature needs, or a parameter where a form is signed, is missing, doubled or malformed. */
        MALFORMED_HEADERS,
        /** Signed longer ago, or further ahead, than the channel's tolerance. */
        STALE,
        /** No signature agrees with the bytes. */
        BAD_SIGNATURE,
        /** Signed by the channel, but to another merchant. */
        OTHER_MERCHANT
    }

    sealed interface Reading {
        /** It says something about an order. */
        record Told(ChannelStatement statement) implements Reading {}

        /**
         * It is about a charge that it names by the channel's number alone: what it means for which order, a question to
         * the channel tells.
         *
         * @param type the channel's own word for what happened
         */
        record OfCharge(String transactionId, String type) implements Reading {}

        /** Well formed, but about something that is no payment. */
        record Irrelevant(String type) implements Reading {}

        /** Not what the channel documents; {@code why} names the field. */
        record Unreadable(String why) implements Reading {}
    }
}
