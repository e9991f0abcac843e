package dev.trueup.orders.order;

import com.github.f4b6a3.ulid.UlidFactory;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Order numbers: {@code dcs} and a lower-case ULID, 29 letters and digits that sort by the millisecond they were made in
 * and carry 80 random bits.
 */
public final class OrderNumbers {
    private static final Pattern FORM = Pattern.compile("dcs[0-7][0-9a-hjkmnp-tv-z]{25}");

    private final UlidFactory ulids;
    private final InstantSource clock;

    /**
     * A source of numbers.
     *
     * @param random unpredictable in production: who can guess an order number can read its result
     */
    public OrderNumbers(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.ulids = UlidFactory.newInstance((LongSupplier) random::nextLong);
    }

    /** A number never given before. */
    public String next() {
        return "dcs" + ulids.create(clock.millis()).toString().toLowerCase(Locale.ROOT);
    }

    /** Whether {@code text} has the form of our numbers; a merchant's channel account may carry others too. */
    public static boolean isOurs(String text) {
        return FORM.matcher(text).matches();
    }
}
