package dev.trueup.simulation.channel;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of each payment, by the merchant's own reference. */
public final class Plans {
    private final Map<String, Plan> plans = new HashMap<>();

    public void put(String reference, Plan plan) {
        plans.put(reference, plan);
    }

    public Plan of(@Nullable String reference) {
        Plan plan = plans.get(reference);
        if (plan == null) {
            throw new IllegalStateException("there is no plan for " + reference);
        }
        return plan;
    }
}
