package dev.trueup.simulator.alipay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.Money;
import dev.trueup.channels.alipay.AlipayApi;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.alipay.BeijingTime;
import dev.trueup.channels.alipay.Passback;
import dev.trueup.channels.alipay.Yuan;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Alipay requires of its merchant's requests. */
public final class AlipayRequests {
    private static final Pattern ORDER_NO = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final Pattern SUBJECT = Pattern.compile("[^/=&\\p{Cc}]{1,256}");
    private static final Pattern WEB_URL = Pattern.compile("https?://[^\\s]{1,248}");

    /** How long a code may be paid where the merchant does not say. */
    private static final Duration USUAL_EXPIRY = Duration.ofHours(2);

    private final AlipayCredentials credentials;
    private final ClockScale scale;
    private final InstantSource clock;

    /** What the merchant that {@code credentials} name may ask. */
    public AlipayRequests(AlipayCredentials credentials, ClockScale scale, InstantSource clock) {
        this.credentials = credentials;
        this.scale = scale;
        this.clock = clock;
    }

    /** What is wrong with the order, naming the field; empty if nothing is. */
    Optional<String> complaint(AlipayApi.Precreate asked, String notifyUrl) {
        if (!ORDER_NO.matcher(asked.outTradeNo()).matches()) {
            return Optional.of("out_trade_no must be 1 to 64 letters, digits or _");
        }
        Money total = Yuan.money(asked.totalAmount(), Yuan.CNY);
        if (total == null || total.amount() == 0) {
            return Optional.of("total_amount must be from 0.01 to 100000000, with at most two decimals");
        }
        if (!SUBJECT.matcher(asked.subject()).matches()) {
            return Optional.of("subject must be 1 to 256 characters without /, = and &");
        }
        if (asked.sellerId() != null && !asked.sellerId().equals(credentials.sellerId())) {
            return Optional.of("seller_id is not the application's");
        }
        if (asked.timeExpire() != null && BeijingTime.read(asked.timeExpire()) == null) {
            return Optional.of("time_expire must be a time as yyyy-MM-dd HH:mm:ss");
        }
        return WEB_URL.matcher(notifyUrl).matches()
                ? Optional.empty()
                : Optional.of("notify_url must be an absolute http or https URL of at most 256 characters");
    }

    /**
     * The order as the ledger keeps it.
     *
     * @param known the payment of that number, if there is one: its end stays where no other is asked for
     */
    Order order(AlipayApi.Precreate asked, String notifyUrl, Optional<Payment> known) {
        Money total = Objects.requireNonNull(Yuan.money(asked.totalAmount(), Yuan.CNY), "checked before");
        return new Order(
                ChannelIds.ALIPAY,
                credentials.sellerId(),
                asked.outTradeNo(),
                asked.passbackParams() == null ? null : reference(asked.passbackParams()),
                asked.subject(),
                total.amount(),
                total.currency(),
                notifyUrl,
                expiresAt(asked, known));
    }

    private Instant expiresAt(AlipayApi.Precreate asked, Optional<Payment> known) {
        Instant wanted = asked.timeExpire() == null ? null : BeijingTime.read(asked.timeExpire());
        return wanted != null
                ? wanted
                : known.map(payment -> payment.order().expiresAt())
                        .orElseGet(() -> clock.instant().plus(scale.scaled(USUAL_EXPIRY)));
    }

    /** A merchant that does not escape it gets it back as sent. */
    private static String reference(String passbackParams) {
        try {
            return Passback.unescaped(passbackParams);
        } catch (IllegalArgumentException e) {
            return passbackParams;
        }
    }
}
