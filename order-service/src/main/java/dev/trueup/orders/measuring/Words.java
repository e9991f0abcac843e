package dev.trueup.orders.measuring;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may stand in a label: words of a set that no stranger can add to. */
final class Words {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Words() {}

    static String of(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An ISO 4217 code, and for whatever else there is {@code other}. */
    static String currency(String code) {
        return CURRENCIES.contains(code) ? code : "other";
    }
}
