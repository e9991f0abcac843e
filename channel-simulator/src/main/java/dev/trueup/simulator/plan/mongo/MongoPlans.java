package dev.trueup.simulator.plan.mongo;

import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.Plans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plan and overrides as the JSON they came as: nobody queries what is in them, and references may hold any character.
 * Every call to a channel asks for the plan, so it is read once a second; one that another replica put in force is
 * seen here a second later.
 */
public final class MongoPlans implements Plans {
    private static final String PLANS = "plans";
    private static final String OVERRIDES = "overrides";
    private static final String CURRENT = "current";
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);

    private final MongoOperations mongo;
    private final JsonMapper json;
    private final InForce initial;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Read> lastRead = new AtomicReference<>();

    /**
     * The plans of one database.
     *
     * @param initial in force until another is put
     */
    public MongoPlans(MongoOperations mongo, JsonMapper json, Plan initial, InstantSource clock) {
        this.mongo = mongo;
        this.json = json;
        this.clock = clock;
        this.initial = new InForce(initial, clock.instant());
    }

    private record Stored(
            @Id String key, String json, @Nullable Instant since) {}

    private record Read(InForce plan, Instant at) {
        boolean stillGood(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(READ_AGAIN_AFTER));
        }
    }

    @Override
    public InForce inForce() {
        Read last = lastRead.get();
        Instant now = clock.instant();
        if (last != null && last.stillGood(now)) {
            return last.plan();
        }
        Read read = new Read(read(), now);
        lastRead.compareAndSet(last, read); // unless a plan was put in force here meanwhile
        return read.plan();
    }

    private InForce read() {
        Stored stored = mongo.findById(CURRENT, Stored.class, PLANS);
        return stored == null
                ? initial
                : new InForce(
                        json.readValue(stored.json(), Plan.class),
                        Objects.requireNonNullElse(stored.since(), initial.since()));
    }

    @Override
    public void replace(Plan plan) {
        Instant now = clock.instant();
        mongo.save(new Stored(CURRENT, json.writeValueAsString(plan), now), PLANS);
        lastRead.set(new Read(new InForce(plan, now), now));
    }

    @Override
    public Optional<FaultOverride> override(String orderNo) {
        return Optional.ofNullable(mongo.findById(orderNo, Stored.class, OVERRIDES))
                .map(stored -> json.readValue(stored.json(), FaultOverride.class));
    }

    @Override
    public void keepOverride(String orderNo, FaultOverride override) {
        mongo.save(new Stored(orderNo, json.writeValueAsString(override), null), OVERRIDES);
    }
}
