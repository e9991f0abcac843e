package dev.trueup.simulation.history;

import dev.trueup.simulation.time.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Who did what, in order; kept only where somebody will read it. */
public final class Story {
    private static final int LONGEST = 100_000;

    private final boolean told;
    private final List<String> lines = new ArrayList<>();
    private final Scheduler scheduler;

    Story(boolean told, Scheduler scheduler) {
        this.told = told;
        this.scheduler = scheduler;
    }

    public void tell(Object who, Supplier<String> what) {
        if (told && lines.size() < LONGEST) {
            lines.add("%9.3f s  %-18s %s".formatted((scheduler.now() - Scheduler.START) / 1000.0, who, what.get()));
        }
    }

    public List<String> lines() {
        return lines;
    }
}
