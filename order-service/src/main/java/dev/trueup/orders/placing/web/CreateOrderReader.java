package dev.trueup.orders.placing.web;

import dev.trueup.channels.Money;
import dev.trueup.contracts.ClockScale;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.placing.PlaceOrder;
import dev.trueup.orders.settings.OrderSettings;
import dev.trueup.orders.web.InvalidRequestException;
import dev.trueup.orders.web.InvalidRequestException.FieldError;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of {@code POST /order/create} and names everything that is wrong with it at once. Binding to a record
 * would stop at the first field of a wrong kind.
 */
@Component
class CreateOrderReader {
    private static final int MOST_GOODS = 1_000_000;
    private static final long MOST_MONEY = 1_000_000_000_000L;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_SUBJECT = 128;
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Channels channels;
    private final OrderSettings settings;
    private final ClockScale scale;

    CreateOrderReader(Channels channels, OrderSettings settings, ClockScale scale) {
        this.channels = channels;
        this.settings = settings;
        this.scale = scale;
    }

    /**
     * The wish in {@code body}.
     *
     * @throws InvalidRequestException naming every bad field
     */
    PlaceOrder read(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidRequestException("body", "must be a JSON object");
        }
        Fields fields = new Fields(body);
        String goodsId = fields.required("goodsId", LONGEST_ID);
        String userId = fields.required("userId", LONGEST_ID);
        long num = fields.whole("num", MOST_GOODS);
        long amount = fields.whole("amount", MOST_MONEY);
        String channel = fields.optional("channel", settings.defaultChannel(), LONGEST_ID);
        if (channels.find(channel).isEmpty()) {
            fields.wrong("channel", "must be one of " + new TreeSet<>(channels.ids()));
        }
        String currency = fields.optional("currency", settings.defaultCurrency(), LONGEST_ID);
        if (!CURRENCIES.contains(currency)) {
            fields.wrong("currency", "must be an ISO 4217 code such as CNY");
        }
        String reference = fields.optional("reference", LONGEST_ID);
        String subject = fields.optional("subject", LONGEST_SUBJECT);
        Duration expiresIn = expiresIn(fields);
        fields.throwIfAnyWrong();
        return new PlaceOrder(
                goodsId, userId, (int) num, new Money(amount, currency), channel, reference, subject, expiresIn);
    }

    private Duration expiresIn(Fields fields) {
        String text = fields.optional("expiresIn", settings.expiresIn().toString(), LONGEST_ID);
        try {
            Duration nominal = Duration.parse(text);
            if (nominal.compareTo(Duration.ofSeconds(1)) >= 0 && nominal.compareTo(LONGEST_LIFE) <= 0) {
                return scale.scaled(nominal);
            }
        } catch (DateTimeParseException e) {
            // as wrong as one out of range
        }
        fields.wrong("expiresIn", "must be an ISO 8601 duration from PT1S to P30D");
        return settings.expiresIn();
    }

    /** The fields of one body and all that is wrong with them. */
    private static final class Fields {
        private final JsonNode body;
        private final List<FieldError> errors = new ArrayList<>();

        Fields(JsonNode body) {
            this.body = body;
        }

        void wrong(String field, String message) {
            if (errors.stream().noneMatch(error -> error.field().equals(field))) {
                errors.add(new FieldError(field, message));
            }
        }

        void throwIfAnyWrong() {
            if (!errors.isEmpty()) {
                throw new InvalidRequestException(errors);
            }
        }

        String required(String field, int longest) {
            String text = optional(field, longest);
            if (text == null || text.isBlank()) {
                wrong(field, "must be a text of 1 to " + longest + " characters");
                return "";
            }
            return text;
        }

        String optional(String field, String otherwise, int longest) {
            String text = optional(field, longest);
            return text == null ? otherwise : text;
        }

        /** The field's text, null where it is absent or null, empty where it is wrong. */
        @Nullable
        String optional(String field, int longest) {
            JsonNode value = body.path(field);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (!value.isString()
                    || value.stringValue().isEmpty()
                    || value.stringValue().length() > longest
                    || value.stringValue().chars().anyMatch(Character::isISOControl)) {
                wrong(field, "must be a text of 1 to " + longest + " characters without control characters");
                return "";
            }
            return value.stringValue();
        }

        long whole(String field, long most) {
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
}
