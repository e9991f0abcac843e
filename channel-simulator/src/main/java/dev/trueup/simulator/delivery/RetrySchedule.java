package dev.trueup.simulator.delivery;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;

/** How long a channel waits after each failed try of a callback. */
public final class RetrySchedule {
    /** WeChat Pay's, as its documentation of payment notifications gives it: 15 more tries within 24 h 4 min. */
    public static final List<Duration> WECHAT = List.of(
            ofSeconds(15),
            ofSeconds(15),
            ofSeconds(30),
            ofMinutes(3),
            ofMinutes(10),
            ofMinutes(20),
            ofMinutes(30),
            ofMinutes(30),
            ofMinutes(30),
            ofMinutes(60),
            ofHours(3),
            ofHours(3),
            ofHours(3),
            ofHours(6),
            ofHours(6));

    /** Alipay's, as its documentation of asynchronous notices gives it: seven more tries within 25 hours. */
    public static final List<Duration> ALIPAY =
            List.of(ofMinutes(4), ofMinutes(10), ofMinutes(10), ofHours(1), ofHours(2), ofHours(6), ofHours(15));

    private RetrySchedule() {}
}
