package dev.trueup.channels.stripe;

import dev.trueup.channels.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Money as Stripe counts it. Mostly that is the minor unit of ISO 4217; for a few currencies it is not, and amounts in
 * three decimals are charged in tens of the smallest unit only.
 *
 * @see <a href="https://docs.stripe.com/currencies#minor-units">Stripe's list</a>
 */
public final class StripeAmounts {
    /** Decimals at Stripe where they differ from ISO 4217's. */
    private static final Map<String, Integer> OTHER_DECIMALS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private static final Set<String> IN_TENS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeAmounts() {}

    /**
     * What Stripe's API calls {@code money}.
     *
     * @throws IllegalArgumentException naming amount or currency, where it cannot be said without rounding
     */
    public static long amount(Money money) {
        int iso = decimals(money.currency());
        int stripe = OTHER_DECIMALS.getOrDefault(money.currency(), iso);
        long amount = rescaled(money.amount(), iso, stripe);
        if (IN_TENS.contains(money.currency()) && amount % 10 != 0) {
            throw new IllegalArgumentException("amount in " + money.currency() + " must be a multiple of 10 at Stripe");
        }
        return amount;
    }

    /** How Stripe writes the currency of {@code money}. */
    public static String currency(Money money) {
        return money.currency().toLowerCase(Locale.ROOT);
    }

    /**
     * The money that Stripe calls {@code amount} of {@code currency}.
     *
     * @throws IllegalArgumentException naming amount or currency, where it is none or would have to be rounded
     */
    public static Money money(long amount, String currency) {
        String code = currency.toUpperCase(Locale.ROOT);
        int iso = decimals(code);
        return new Money(rescaled(amount, OTHER_DECIMALS.getOrDefault(code, iso), iso), code);
    }

    private static long rescaled(long amount, int from, int to) {
        try {
            return BigDecimal.valueOf(amount, from).movePointRight(to).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("amount is too large or has more decimals than its currency", e);
        }
    }

    private static int decimals(String code) {
        try {
            int decimals = Currency.getInstance(code).getDefaultFractionDigits();
            if (decimals >= 0) {
                return decimals;
            }
        } catch (IllegalArgumentException e) {
            // falls through: Java's message does not name the field
        }
        throw new IllegalArgumentException("currency is not one of ISO 4217");
    }
}
