package dev.trueup.simulator.channel;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's request, to the byte, since some channels verify a signature over it. Controllers may take it as an
 * argument.
 *
 * @param method in capital letters
 * @param path below {@link SimulatedChannel#path()}, undecoded, starting with a slash or empty
 * @param query what follows the question mark, undecoded; null without one
 * @param headers by lower-case name
 */
public record ChannelRequest(
        String method, String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {

    public ChannelRequest {
        Map<String, List<String>> lowerCased = new TreeMap<>();
        headers.forEach((name, values) -> lowerCased.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lowerCased);
    }

    /** The header's first value. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as {@code application/x-www-form-urlencoded}; of a doubled name the first value. */
    public Map<String, String> form(Charset charset) {
        return parameters(new String(body, StandardCharsets.ISO_8859_1), charset);
    }

    /** The query string's parameters; of a doubled name the first value. */
    public Map<String, String> parameters() {
        return query == null ? Map.of() : parameters(query, StandardCharsets.UTF_8);
    }

    /** Steps of the path, decoded: {@code /v1/refunds} is {@code [v1, refunds]}. */
    public List<String> steps() {
        return List.of(path.split("/")).stream()
                .filter(step -> !step.isEmpty())
                .map(step -> decoded(step.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, String> parameters(String encoded, Charset charset) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        decoded(pair.substring(0, equals), charset), decoded(pair.substring(equals + 1), charset));
            }
        }
        return parameters;
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape names nothing that anybody knows
        }
    }
}
