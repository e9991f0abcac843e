package dev.trueup.simulator.plan;

import java.time.Instant;
import java.util.Optional;

/** Keeps the plan in force and the overrides of single payments. */
public interface Plans {
    /**
     * The plan in force.
     *
     * @param since when it was put in force, or, for the one that the settings give, when the simulator started
     */
    record InForce(Plan plan, Instant since) {}

    /** The plan in force: the one put last, else the one that the settings give. */
    InForce inForce();

    default Plan current() {
        return inForce().plan();
    }

    /** Puts another plan in force, for payments created from now on; it survives a restart. */
    void replace(Plan plan);

    /** What the payment with this number gets instead of what is drawn for it. */
    Optional<FaultOverride> override(String orderNo);

    /** Keeps an override for a payment that may not exist yet; it replaces an earlier one. */
    void keepOverride(String orderNo, FaultOverride override);
}
