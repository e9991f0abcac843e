package dev.trueup.orders.registering.web;

import dev.trueup.channels.Money;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.registering.Registration;
import dev.trueup.orders.settings.OrderSettings;
import dev.trueup.orders.web.InvalidRequestException;
import dev.trueup.orders.web.RequestFields;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /orders} and names everything that is wrong with it at once. */
@Component
class RegistrationReader {
    private static final int MOST_GOODS = 1_000_000;
    private static final long MOST_MONEY = 1_000_000_000_000L;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 128;
    private static final Duration MOST_TIME = Duration.ofDays(3_660);

    /** What the channels take as a number: WeChat Pay's {@code out_trade_no} has the widest choice. */
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_*|-]+");

    private final Channels channels;
    private final OrderSettings settings;
    private final InstantSource clock;

    RegistrationReader(Channels channels, OrderSettings settings, InstantSource clock) {
        this.channels = channels;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The registration in {@code body}.
     *
     * @throws InvalidRequestException naming every bad field
     */
    Registration read(JsonNode body) {
        RequestFields fields = RequestFields.of(body);
        String orderNo = fields.required("orderNo", LONGEST_ID);
        if (!NUMBER.matcher(orderNo).matches()) {
            fields.wrong("orderNo", "must be 1 to " + LONGEST_ID + " letters, digits, _, *, | or -");
        }
        String channel = fields.required("channel", LONGEST_ID);
        if (channels.find(channel).isEmpty()) {
            fields.wrong("channel", "must be one of " + new TreeSet<>(channels.ids()));
        }
        long amount = fields.whole("amount", MOST_MONEY);
        String currency = fields.currency("currency", settings.defaultCurrency());
        Instant expiresAt = expiresAt(fields);
        String goodsId = fields.optional("goodsId", orderNo, LONGEST_ID);
        String userId = fields.optional("userId", "unknown", LONGEST_ID);
        long num = fields.has("num") ? fields.whole("num", MOST_GOODS) : 1;
        String reference = fields.optional("reference", LONGEST_ID);
        String subject = fields.optional("subject", LONGEST_TEXT);
        String channelReference = fields.optional("channelReference", LONGEST_TEXT);
        fields.throwIfAnyWrong();
        return new Registration(
                orderNo,
                channel,
                new Money(amount, currency),
                expiresAt,
                goodsId,
                userId,
                (int) num,
                reference,
                subject,
                channelReference);
    }

    private Instant expiresAt(RequestFields fields) {
        Instant now = clock.instant();
        try {
            Instant given =
                    Instant.parse(fields.required("expiresAt", LONGEST_ID)).truncatedTo(ChronoUnit.MILLIS);
            if (given.isAfter(now.minus(MOST_TIME)) && given.isBefore(now.plus(MOST_TIME))) {
                return given;
            }
        } catch (DateTimeParseException e) {
            // as wrong as one out of range
        }
        fields.wrong("expiresAt", "must be an RFC 3339 instant, at most ten years from now, past or to come");
        return now;
    }
}
