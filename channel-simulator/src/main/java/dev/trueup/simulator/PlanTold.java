package dev.trueup.simulator;

import dev.trueup.foundation.preparation.Preparation;
import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.Plans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which plan is in force: one put by the API outlives a restart, which surprises whoever changed the settings. */
final class PlanTold implements Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(PlanTold.class);

    private final Plans plans;
    private final Plan ofSettings;

    PlanTold(Plans plans, Plan ofSettings) {
        this.plans = plans;
        this.ofSettings = ofSettings;
    }

    @Override
    public String what() {
        return "the plan in force";
    }

    @Override
    public void prepare() {
        Plan current = plans.current();
        if (current.equals(ofSettings)) {
            LOG.info("the plan of the settings is in force, seed {}", current.seed());
        } else {
            LOG.info("the plan last put by the API is in force, not that of the settings; seed {}", current.seed());
        }
    }
}
