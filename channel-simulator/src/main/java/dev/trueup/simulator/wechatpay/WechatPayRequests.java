package dev.trueup.simulator.wechatpay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.channels.wechatpay.WechatPayOrder;
import dev.trueup.channels.wechatpay.WechatPayTime;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.ledger.Payment;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What WeChat Pay requires of its merchant's requests. */
public final class WechatPayRequests {
    private static final String CNY = "CNY";
    private static final Pattern ORDER_NO = Pattern.compile("[A-Za-z0-9_\\-|*]{6,32}");
    private static final Pattern REFUND_NO = Pattern.compile("[A-Za-z0-9_\\-|*@]{1,64}");
    private static final int LONGEST_DESCRIPTION = 127;
    private static final int LONGEST_ATTACH = 128;
    private static final int LONGEST_URL = 255;
    private static final int LONGEST_REASON = 80;

    /** How long a code may be paid where the merchant does not say. */
    private static final Duration USUAL_EXPIRY = Duration.ofHours(2);

    /** An earlier end is moved to this. */
    private static final Duration SOONEST_EXPIRY = Duration.ofMinutes(1);

    private final WechatPayCredentials credentials;
    private final ClockScale scale;
    private final InstantSource clock;

    /** What the merchant that {@code credentials} name may ask. */
    public WechatPayRequests(WechatPayCredentials credentials, ClockScale scale, InstantSource clock) {
        this.credentials = credentials;
        this.scale = scale;
        this.clock = clock;
    }

    /** What is wrong with the order, naming the field; empty if nothing is. */
    Optional<String> complaint(WechatPayOrder.Prepay order) {
        if (!order.mchid().equals(credentials.mchid())) {
            return Optional.of("mchid is not the one that the signature belongs to");
        }
        if (!order.appid().equals(credentials.appid())) {
            return Optional.of("appid is not bound to mchid");
        }
        if (!ORDER_NO.matcher(order.outTradeNo()).matches()) {
            return Optional.of("out_trade_no must be 6 to 32 letters, digits, _, -, | or *");
        }
        if (order.description().isEmpty() || order.description().length() > LONGEST_DESCRIPTION) {
            return Optional.of("description must be 1 to 127 characters");
        }
        if (order.attach() != null && order.attach().length() > LONGEST_ATTACH) {
            return Optional.of("attach must be at most 128 characters");
        }
        if (!isWebUrl(order.notifyUrl())) {
            return Optional.of("notify_url must be an absolute http or https URL of at most 255 characters");
        }
        if (order.timeExpire() != null && expiry(order.timeExpire()) == null) {
            return Optional.of("time_expire must be a time as RFC 3339 writes it");
        }
        if (order.amount().total() < 1) {
            return Optional.of("amount.total must be 1 at least");
        }
        String currency = order.amount().currency();
        return currency == null || currency.equals(CNY) ? Optional.empty() : Optional.of("amount.currency must be CNY");
    }

    /** What is wrong with the refund, naming the field; empty if nothing is. */
    static Optional<String> complaint(WechatPayOrder.RefundOrder refund) {
        if (refund.transactionId() == null && refund.outTradeNo() == null) {
            return Optional.of("transaction_id or out_trade_no must be there");
        }
        if (!REFUND_NO.matcher(refund.outRefundNo()).matches()) {
            return Optional.of("out_refund_no must be 1 to 64 letters, digits, _, -, |, * or @");
        }
        if (refund.reason() != null && refund.reason().length() > LONGEST_REASON) {
            return Optional.of("reason must be at most 80 characters");
        }
        if (refund.amount().refund() < 1
                || refund.amount().refund() > refund.amount().total()) {
            return Optional.of("amount.refund must be from 1 to amount.total");
        }
        return refund.amount().currency().equals(CNY) ? Optional.empty() : Optional.of("amount.currency must be CNY");
    }

    /**
     * The order as the ledger keeps it. The end that its first request has set stays.
     *
     * @param known the payment of that number, if there is one
     */
    Order order(WechatPayOrder.Prepay asked, Optional<Payment> known) {
        return new Order(
                ChannelIds.WECHAT_PAY,
                asked.mchid(),
                asked.outTradeNo(),
                asked.attach(),
                asked.description(),
                asked.amount().total(),
                CNY,
                asked.notifyUrl().toString(),
                known.map(payment -> payment.order().expiresAt()).orElseGet(() -> expiresAt(asked)));
    }

    private Instant expiresAt(WechatPayOrder.Prepay asked) {
        Instant now = clock.instant();
        Instant wanted = asked.timeExpire() == null ? null : expiry(asked.timeExpire());
        Instant soonest = now.plus(scale.scaled(SOONEST_EXPIRY));
        if (wanted == null) {
            return now.plus(scale.scaled(USUAL_EXPIRY));
        }
        return wanted.isBefore(soonest) ? soonest : wanted;
    }

    private static @Nullable Instant expiry(String text) {
        try {
            return WechatPayTime.read(text);
        } catch (DateTimeException e) {
            return null; // the caller names the field
        }
    }

    private static boolean isWebUrl(URI url) {
        return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.toString().length() <= LONGEST_URL;
    }
}
