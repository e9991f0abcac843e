package dev.trueup.simulator.calls;

import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.plan.Disturbance;
import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How each channel is now: as somebody has switched it, else as the plan has it. Switches do not survive a restart. */
public final class Conditions {
    /** How long to wait, wall time, before looking again at a channel of which nobody knows when it is back. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Plans plans;
    private final ClockScale scale;
    private final Map<String, Condition> switched = new ConcurrentHashMap<>();

    public Conditions(Plans plans, ClockScale scale) {
        this.plans = plans;
        this.scale = scale;
    }

    /** Switches a channel, whatever the plan says of it. */
    public void set(String channel, Condition condition) {
        switched.put(channel, condition);
    }

    /** Leaves a channel to the plan again. */
    public void clear(String channel) {
        switched.remove(channel);
    }

    public Condition at(String channel, Instant now) {
        Condition condition = switched.get(channel);
        Plans.InForce inForce = plans.inForce();
        Integer limit = inForce.plan().callsPerSecond().get(channel);
        boolean isSwitched = condition != null && (condition.until() == null || now.isBefore(condition.until()));
        return (isSwitched ? Objects.requireNonNull(condition) : byPlan(inForce, channel, now)).limitedTo(limit);
    }

    /** When a channel that is down comes back, or should be looked at again; empty if it is not down. */
    public Optional<Instant> awayUntil(String channel, Instant now) {
        Condition condition = at(channel, now);
        if (condition.state() != Condition.State.DOWN) {
            return Optional.empty();
        }
        return Optional.of(Objects.requireNonNullElseGet(condition.until(), () -> now.plus(LOOK_AGAIN)));
    }

    private Condition byPlan(Plans.InForce inForce, String channel, Instant now) {
        Plan plan = inForce.plan();
        if (plan.disturbances().isEmpty()) {
            return Condition.UP;
        }
        Duration passed = nominal(Duration.between(inForce.since(), now));
        return plan.disturbances().stream()
                .filter(disturbance -> disturbance.covers(channel, passed))
                .findFirst()
                .map(disturbance -> condition(disturbance, inForce.since()))
                .orElse(Condition.UP);
    }

    private Condition condition(Disturbance disturbance, Instant since) {
        Instant until = since.plus(scale.scaled(disturbance.after().plus(disturbance.lasts())));
        @Nullable
        Duration latency = disturbance.what() == Disturbance.What.SLOW
                ? Objects.requireNonNullElse(disturbance.latency(), Disturbance.USUAL_LATENCY)
                : null;
        Condition.State state =
                disturbance.what() == Disturbance.What.DOWN ? Condition.State.DOWN : Condition.State.SLOW;
        return new Condition(state, latency, null, until);
    }

    private Duration nominal(Duration wall) {
        return Duration.ofMillis((long) (wall.toMillis() * scale.factor()));
    }
}
