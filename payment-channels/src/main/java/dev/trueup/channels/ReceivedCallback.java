package dev.trueup.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A callback as it came in, before anything about it is believed.
 *
 * @param headers by lower-case name, values in the order received
 * @param body the bytes exactly as received
 */
public record ReceivedCallback(Map<String, List<String>> headers, byte[] body) {
    public ReceivedCallback {
        Map<String, List<String>> lowerCased = new TreeMap<>();
        headers.forEach((name, values) -> lowerCased
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), lowerCase -> new ArrayList<>())
                .addAll(values));
        lowerCased.replaceAll((name, values) -> List.copyOf(values));
        headers = Map.copyOf(lowerCased);
    }

    /** All values of the header, none if it is absent. */
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
