package dev.trueup.channels;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A channel's callback about a payment, and ways to change it. */
public interface Tampering {
    /** What can be changed. */
    enum What {
        AMOUNT,
        CURRENCY,
        ORDER_NUMBER,
        STATUS,
        MERCHANT,
        TRANSACTION,
        TIMESTAMP,
        NONCE,
        SIGNATURE,
        KEY_ID,
        ALGORITHM,
        DUPLICATE_PARAMETERS,
        CHARSET,
        TRAILING_BYTES
    }

    CallbackProtocol protocol();

    /** When it is received. */
    Instant now();

    /** As the channel sends it. */
    ReceivedCallback right();

    /** As the channel would send it if it said this itself, rightly signed; empty where there is no such thing. */
    Optional<ReceivedCallback> before(What what);

    /** Changed on the way. */
    Optional<ReceivedCallback> after(What what);

    /** A callback with one value for each header. */
    static ReceivedCallback received(Map<String, String> headers, byte[] body) {
        return new ReceivedCallback(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                body);
    }

    /** The headers with another value for one of them. */
    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        if (!headers.containsKey(name)) {
            throw new AssertionError("there is no header " + name + " but " + headers.keySet());
        }
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(name, value);
        return changed;
    }

    /** The text with {@code good} replaced, which must be there. */
    static String changed(String text, String good, String bad) {
        if (!text.contains(good)) {
            throw new AssertionError("there is no " + good + " in " + text);
        }
        return text.replace(good, bad);
    }
}
