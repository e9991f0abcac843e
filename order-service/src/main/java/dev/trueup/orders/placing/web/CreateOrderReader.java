package dev.trueup.orders.placing.web;

import dev.trueup.channels.Money;
import dev.trueup.contracts.ClockScale;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.placing.PlaceOrder;
import dev.trueup.orders.settings.OrderSettings;
import dev.trueup.orders.web.InvalidRequestException;
import dev.trueup.orders.web.RequestFields;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.TreeSet;
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
        RequestFields fields = RequestFields.of(body);
        String goodsId = fields.required("goodsId", LONGEST_ID);
        String userId = fields.required("userId", LONGEST_ID);
        long num = fields.whole("num", MOST_GOODS);
        long amount = fields.whole("amount", MOST_MONEY);
        String channel = fields.optional("channel", settings.defaultChannel(), LONGEST_ID);
        if (channels.find(channel).isEmpty()) {
            fields.wrong("channel", "must be one of " + new TreeSet<>(channels.ids()));
        }
        String currency = fields.currency("currency", settings.defaultCurrency());
        String reference = fields.optional("reference", LONGEST_ID);
        String subject = fields.optional("subject", LONGEST_SUBJECT);
        Duration expiresIn = expiresIn(fields);
        fields.throwIfAnyWrong();
        return new PlaceOrder(
                goodsId, userId, (int) num, new Money(amount, currency), channel, reference, subject, expiresIn);
    }

    private Duration expiresIn(RequestFields fields) {
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
}
