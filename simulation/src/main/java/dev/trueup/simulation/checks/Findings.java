package dev.trueup.simulation.checks;

import dev.trueup.simulation.history.History;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first guarantee found broken, with which the history ends. */
public final class Findings {
    private final History history;
    private final Set<Guarantee> unchecked;
    private @Nullable Violation violation;

    Findings(History history, Set<Guarantee> unchecked) {
        this.history = history;
        this.unchecked = unchecked;
    }

    public @Nullable Violation violation() {
        return violation;
    }

    public void broken(Guarantee guarantee, String how) {
        if (violation == null && isChecked(guarantee)) {
            violation = new Violation(guarantee, how);
            history.scheduler().halt();
            history.story().tell("CHECK", () -> guarantee + ": " + how);
        }
    }

    void check(boolean holds, Guarantee guarantee, Supplier<String> how) {
        if (!holds) {
            broken(guarantee, how.get());
        }
    }

    boolean isChecked(Guarantee guarantee) {
        return !unchecked.contains(guarantee);
    }
}
