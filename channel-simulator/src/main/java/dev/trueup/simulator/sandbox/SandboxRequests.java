package dev.trueup.simulator.sandbox;

import dev.trueup.channels.Money;
import dev.trueup.channels.sandbox.SandboxPayment;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the sandbox channel requires of its merchant's requests. */
public final class SandboxRequests {
    private static final long MOST = 1_000_000_000_000L;
    private static final int LONGEST_SUBJECT = 256;
    private static final int LONGEST_URL = 2048;
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern REFERENCE = Pattern.compile("[^\\p{Cntrl}]{1,64}");

    private SandboxRequests() {}

    /** What is wrong with the order, naming the field; empty if nothing is. */
    public static Optional<String> complaint(SandboxPayment.Order order, String merchantId) {
        if (!merchantId.equals(order.merchantId())) {
            return Optional.of("merchantId is not the one that the API key belongs to");
        }
        if (!matches(NUMBER, order.orderNo())) {
            return Optional.of("orderNo must be 1 to 64 letters, digits, - or _");
        }
        if (order.reference() != null && !matches(REFERENCE, order.reference())) {
            return Optional.of("reference must be 1 to 64 characters without control characters");
        }
        if (order.subject() != null && order.subject().length() > LONGEST_SUBJECT) {
            return Optional.of("subject must be at most 256 characters");
        }
        if (!isWebUrl(order.notifyUrl())) {
            return Optional.of("notifyUrl must be an absolute http or https URL of at most 2048 characters");
        }
        if (missing(order.expiresAt())) {
            return Optional.of("expiresAt must be given");
        }
        return moneyComplaint(order.amount(), order.currency());
    }

    /** What is wrong with the refund, naming the field; empty if nothing is. */
    public static Optional<String> complaint(SandboxPayment.RefundOrder refund) {
        return matches(NUMBER, refund.refundNo())
                ? moneyComplaint(refund.amount(), refund.currency())
                : Optional.of("refundNo must be 1 to 64 letters, digits, - or _");
    }

    private static Optional<String> moneyComplaint(long amount, @Nullable String currency) {
        if (amount < 1 || amount > MOST) {
            return Optional.of("amount must be from 1 to 1000000000000");
        }
        return currency == null || !Money.isCurrencyCode(currency)
                ? Optional.of("currency must be three capital letters")
                : Optional.empty();
    }

    private static boolean matches(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).matches();
    }

    private static boolean isWebUrl(@Nullable URI url) {
        return url != null
                && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.toString().length() <= LONGEST_URL;
    }

    private static boolean missing(@Nullable Object value) {
        return value == null;
    }
}
