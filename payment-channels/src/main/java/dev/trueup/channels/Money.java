package dev.trueup.channels;

/**
 * An amount of money without fractions.
 *
 * @param amount in minor units (fen, cents), not negative
 * @param currency ISO 4217, three capital letters
 */
public record Money(long amount, String currency) {
    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("amount must not be negative, but is " + amount);
        }
        if (!isCurrencyCode(currency)) {
            throw new IllegalArgumentException("currency must be three capital letters");
        }
    }

    /** Whether {@code text} has the form of an ISO 4217 code. */
    public static boolean isCurrencyCode(String text) {
        return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    @Override
    public String toString() {
        return amount + " " + currency;
    }
}
