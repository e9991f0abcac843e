package dev.trueup.orders.web;

import dev.trueup.orders.web.InvalidRequestException.FieldError;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON body, and all that is wrong with them. */
public final class RequestFields {
    private static final int MOST_UNKNOWN = 20;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Neither control characters nor halves of characters, which no store and no channel can be told. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private RequestFields(JsonNode body) {
        this.body = body;
    }

    /**
     * The fields of {@code body}.
     *
     * @throws InvalidRequestException if it is no object
     */
    public static RequestFields of(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidRequestException("body", "must be a JSON object");
        }
        return new RequestFields(body);
    }

    /** Whether the field is there, if only as null. */
    public boolean has(String field) {
        return body.has(field);
    }

    /** Notes every other field as wrong: for a request in which a misspelt field would mean something else. */
    public void only(String... known) {
        Set<String> names = Set.of(known);
        body.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .limit(MOST_UNKNOWN)
                .forEach(name -> wrong(name, "is not known here"));
    }

    /** An ISO 4217 code. */
    public String currency(String field, String otherwise) {
        String currency = optional(field, otherwise, 3);
        if (!CURRENCIES.contains(currency)) {
            wrong(field, "must be an ISO 4217 code such as CNY");
        }
        return currency;
    }

    /** Notes what is wrong with a field; what was noted of it first stands. */
    public void wrong(String field, String message) {
        if (errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, message));
        }
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidRequestException naming every bad field
     */
    public void throwIfAnyWrong() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    /** A text that must be there; empty where it is wrong. */
    public String required(String field, int longest) {
        String text = optional(field, longest);
        if (text == null || text.isBlank()) {
            wrong(field, "must be a text of 1 to " + longest + " characters");
            return "";
        }
        return text;
    }

    /** A text, or {@code otherwise} where it is absent or null. */
    public String optional(String field, String otherwise, int longest) {
        String text = optional(field, longest);
        return text == null ? otherwise : text;
    }

    /** The field's text, null where it is absent or null, empty where it is wrong. */
    public @Nullable String optional(String field, int longest) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()
                || value.stringValue().isEmpty()
                || value.stringValue().length() > longest
                || !PRINTABLE.matcher(value.stringValue()).matches()) {
            wrong(field, "must be a text of 1 to " + longest + " characters without control characters");
            return "";
        }
        return value.stringValue();
    }

    /** A whole number from 1 to {@code most}; 1 where it is wrong. */
    public long whole(String field, long most) {
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 1
                || value.longValue() > most) {
            wrong(field, "must be a whole number from 1 to " + most);
            return 1;
        }
        return value.longValue();
    }
}
