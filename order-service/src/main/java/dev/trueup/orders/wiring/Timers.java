package dev.trueup.orders.wiring;

import dev.trueup.orders.announcing.Outbox;
import dev.trueup.orders.asking.Confirming;
import dev.trueup.orders.asking.Reminding;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.measuring.WaitingMeters;
import dev.trueup.orders.placing.Placing;
import dev.trueup.orders.reading.Outcomes;
import dev.trueup.orders.refunding.Refunding;
import dev.trueup.orders.settings.OrderSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** What happens again and again without anybody asking for it. Each costs what is due, not what is stored. */
@Component
class Timers implements SchedulingConfigurer {
    private static final int AT_ONCE = 500;
    private static final int CALLS_AT_ONCE = 50;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Channels channels;
    private final Outbox outbox;
    private final Placing placing;
    private final Refunding refunding;
    private final Confirming confirming;
    private final Reminding reminding;
    private final Outcomes outcomes;
    private final WaitingMeters waiting;
    private final InstantSource clock;
    private final Duration sweepAfter;

    Timers(
            Channels channels,
            Outbox outbox,
            Placing placing,
            Refunding refunding,
            Confirming confirming,
            Reminding reminding,
            Outcomes outcomes,
            WaitingMeters waiting,
            InstantSource clock,
            OrderSettings settings) {
        this.channels = channels;
        this.outbox = outbox;
        this.placing = placing;
        this.refunding = refunding;
        this.confirming = confirming;
        this.reminding = reminding;
        this.outcomes = outcomes;
        this.waiting = waiting;
        this.clock = clock;
        this.sweepAfter = settings.sweepAfter();
    }

    @Scheduled(fixedDelay = 1000)
    void publishWhatWasLeft() {
        outbox.sweep(clock.instant().minus(sweepAfter), AT_ONCE);
    }

    /** What calls a channel waits for it: each has timers of its own, so that one that hangs holds up no other. */
    @Override
    public void configureTasks(ScheduledTaskRegistrar timers) {
        for (String channel : channels.ids()) {
            timers.addFixedDelayTask(() -> placing.repeatUnanswered(channel, CALLS_AT_ONCE), PAUSE);
            timers.addFixedDelayTask(() -> refunding.work(channel, CALLS_AT_ONCE), PAUSE);
        }
    }

    @Scheduled(fixedDelay = 1000)
    void confirmPaidOrders() {
        confirming.confirm(AT_ONCE);
    }

    @Scheduled(fixedDelay = 5000)
    void remindOfPendingOrders() {
        reminding.remind(AT_ONCE);
    }

    /** At a fixed rate, so that counting holds up nothing of the above. */
    @Scheduled(initialDelay = 2_000, fixedRate = 15_000)
    void countWhatWaits() {
        waiting.count();
    }

    @Scheduled(fixedDelay = 100)
    void tellThoseWhoWait() {
        outcomes.look();
    }

    /** A request may be held for longer than a service has to leave. */
    @EventListener(ContextClosedEvent.class)
    void leave() {
        outcomes.leave();
    }
}
