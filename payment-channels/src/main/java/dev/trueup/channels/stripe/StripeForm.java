package dev.trueup.channels.stripe;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters as Stripe takes them: form-encoded, nested ones as {@code metadata[order_no]}. */
public final class StripeForm {
    /** More than any request of ours has; metadata alone may have 50. */
    private static final int MOST_PARAMETERS = 100;

    private final Map<String, String> parameters;

    private StripeForm(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Without any parameter. */
    public static StripeForm empty() {
        return new StripeForm(Map.of());
    }

    /**
     * Reads a body or a query string.
     *
     * @throws IllegalArgumentException when it is malformed, has too many parameters or one of them twice
     */
    public static StripeForm parse(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", MOST_PARAMETERS + 1)) {
            String[] nameAndValue = pair.split("=", 2);
            String name = URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8);
            String value = nameAndValue.length == 1 ? "" : URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8);
            if (parameters.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        if (parameters.size() > MOST_PARAMETERS) {
            throw new IllegalArgumentException("more than " + MOST_PARAMETERS + " parameters");
        }
        return new StripeForm(parameters);
    }

    /** This and one parameter more; the same where {@code value} is null. */
    StripeForm with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new StripeForm(more);
    }

    /** The parameter's value; null if it is absent. */
    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    /** The parameters nested under {@code name}, by their inner name. */
    public Map<String, String> nested(String name) {
        Map<String, String> nested = new LinkedHashMap<>();
        parameters.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]")) {
                nested.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        return nested;
    }

    /** As it goes over the wire; equal parameters in the same order are written alike. */
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
