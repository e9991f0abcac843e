package dev.trueup.reconciliation.channel;

import java.time.Duration;

/**
 * How much one channel may be asked.
 *
 * @param perSecond how many query-backs may be emitted per second, over all replicas; above 0, at most 100,000. Less than
 *     order-service's budget for the channel, which all other calls share
 * @param freshShare which share of them goes to young orders first when more is due than can be asked about, 0 to less
 *     than 1; the rest goes to whatever is overdue longest, so nothing starves
 * @param freshFor how old a young order is at most
 * @param hintShare which share of them hints may bring forward, 0 to 1
 */
public record ChannelRules(
        double perSecond, double freshShare, Duration freshFor, double hintShare, Breaker.Rules breaker) {
    private static final double MOST_PER_SECOND = 100_000;

    public ChannelRules {
        if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
            throw new IllegalArgumentException("query-backs per second must be above 0 and at most 100000");
        }
        if (!(freshShare >= 0 && freshShare < 1) || !(hintShare >= 0 && hintShare <= 1)) {
            throw new IllegalArgumentException("the share of young orders is 0 to less than 1, that of hints 0 to 1");
        }
    }

    double hintsPerSecond() {
        return perSecond * hintShare;
    }
}
