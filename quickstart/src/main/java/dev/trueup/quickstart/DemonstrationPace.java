package dev.trueup.quickstart;

import java.util.Map;

/**
 * Settings under which a day fits into half a minute. Schedules are nominal and shrink with the clock; a call's time-out
 * is real time and does not, so the first question comes late enough for callbacks to be seen working.
 */
final class DemonstrationPace {
    static final Map<String, Object> SETTINGS = Map.of(
            "trueup.reconciliation.schedule", "30m,1h,2h",
            "trueup.reconciliation.scan-interval", "200ms",
            "trueup.orders.expires-in", "4h",
            "trueup.orders.announce-again-after", "5h",
            "trueup.orders.call-again-after", "2s",
            "trueup.channels.timeout", "1s");

    private DemonstrationPace() {}
}
