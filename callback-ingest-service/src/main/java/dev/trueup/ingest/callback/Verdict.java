package dev.trueup.ingest.callback;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import java.util.Locale;

/** What became of a callback. */
public enum Verdict {
    /** Verified, about an order, and kept durably. */
    ACCEPTED,
    /** Verified and about nothing that concerns payments; not kept. */
    IRRELEVANT,
    /** Verified, kept durably, but not what the channel documents. */
    UNREADABLE,
    /** Refused: a header that the signature needs is missing, doubled or malformed. */
    MALFORMED_HEADERS,
    /** Refused: signed too long ago, or too far ahead. */
    STALE,
    /** Refused: no signature agrees with the bytes. */
    BAD_SIGNATURE,
    /** Refused: signed by the channel, but to another merchant. */
    OTHER_MERCHANT,
    /** Refused: larger than any callback. */
    TOO_LARGE,
    /** Not kept, or not known to be kept: too many at once, a sender too slow, or Kafka slow or away. */
    COME_AGAIN;

    static Verdict rejected(CallbackProtocol.Reason reason) {
        return switch (reason) {
            case MALFORMED_HEADERS -> MALFORMED_HEADERS;
            case STALE -> STALE;
            case BAD_SIGNATURE -> BAD_SIGNATURE;
            case OTHER_MERCHANT -> OTHER_MERCHANT;
        };
    }

    /** The fixed word for metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the channel is answered. */
    public CallbackAnswer answer(CallbackProtocol protocol) {
        return switch (this) {
            case ACCEPTED, IRRELEVANT, UNREADABLE -> protocol.accepted();
            case MALFORMED_HEADERS, STALE, BAD_SIGNATURE, OTHER_MERCHANT -> protocol.refused();
            case TOO_LARGE -> protocol.tooLarge();
            case COME_AGAIN -> protocol.comeAgain();
        };
    }
}
