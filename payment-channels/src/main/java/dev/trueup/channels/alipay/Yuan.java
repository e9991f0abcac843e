package dev.trueup.channels.alipay;

import dev.trueup.channels.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amounts as Alipay writes them: major units in decimal, at most two decimals, up to 100,000,000 ({@code 88.88}). Nothing
 * is ever rounded.
 */
public final class Yuan {
    /** The currency of whatever names none. */
    public static final String CNY = "CNY";

    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,2})?");

    private Yuan() {}

    /** {@code amount} in minor units; null when it is no amount of this currency. */
    public static @Nullable Money money(String amount, String currency) {
        Integer decimals = decimals(currency);
        if (decimals == null || !AMOUNT.matcher(amount).matches()) {
            return null;
        }
        try {
            BigDecimal exact = new BigDecimal(amount).setScale(decimals, RoundingMode.UNNECESSARY);
            return new Money(exact.unscaledValue().longValueExact(), currency);
        } catch (ArithmeticException e) {
            return null; // more decimals than the currency has
        }
    }

    /** {@code money} as text, always with the currency's decimals: {@code 0.01}. */
    public static String text(Money money) {
        Integer decimals = decimals(money.currency());
        if (decimals == null) {
            throw new IllegalArgumentException("currency is none of ISO 4217: " + money.currency());
        }
        return BigDecimal.valueOf(money.amount(), decimals).toPlainString();
    }

    private static @Nullable Integer decimals(String currency) {
        try {
            int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
            return decimals < 0 ? null : decimals;
        } catch (IllegalArgumentException e) {
            return null; // none of ISO 4217
        }
    }
}
