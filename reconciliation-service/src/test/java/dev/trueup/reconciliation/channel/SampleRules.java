package dev.trueup.reconciliation.channel;

import java.time.Duration;

/** Rules as the settings' defaults make them, but for the rate. */
public final class SampleRules {
    public static final Breaker.Rules BREAKER =
            new Breaker.Rules(20, 10, 0.5, Duration.ofSeconds(5), Duration.ofMinutes(1), 3, Duration.ofSeconds(20));

    private SampleRules() {}

    public static ChannelRules perSecond(double rate) {
        return new ChannelRules(rate, 0.5, Duration.ofMinutes(5), 0.1, BREAKER);
    }

    /** More than a test asks for. */
    public static ChannelRules unbounded() {
        return perSecond(100_000);
    }
}
