package dev.trueup.simulator.plan.mongo;

import dev.trueup.simulator.plan.FaultOverride;
import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.Plans;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.json.JsonMapper;

/** Plan and overrides as the JSON they came as: nobody queries what is in them, and references may hold any character. */
public final class MongoPlans implements Plans {
    private static final String PLANS = "plans";
    private static final String OVERRIDES = "overrides";
    private static final String CURRENT = "current";

    private final MongoOperations mongo;
    private final JsonMapper json;
    private final Plan initial;

    /**
     * The plans of one database.
     *
     * @param initial in force until another is put
     */
    public MongoPlans(MongoOperations mongo, JsonMapper json, Plan initial) {
        this.mongo = mongo;
        this.json = json;
        this.initial = initial;
    }

    private record Stored(@Id String key, String json) {}

    @Override
    public Plan current() {
        return read(CURRENT, PLANS, Plan.class).orElse(initial);
    }

    @Override
    public void replace(Plan plan) {
        mongo.save(new Stored(CURRENT, json.writeValueAsString(plan)), PLANS);
    }

    @Override
    public Optional<FaultOverride> override(String orderNo) {
        return read(orderNo, OVERRIDES, FaultOverride.class);
    }

    @Override
    public void keepOverride(String orderNo, FaultOverride override) {
        mongo.save(new Stored(orderNo, json.writeValueAsString(override)), OVERRIDES);
    }

    private <T> Optional<T> read(String key, String collection, Class<T> type) {
        return Optional.ofNullable(mongo.findById(key, Stored.class, collection))
                .map(stored -> json.readValue(stored.json(), type));
    }
}
