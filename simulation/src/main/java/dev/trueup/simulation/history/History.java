package dev.trueup.simulation.history;

import dev.trueup.simulation.time.Chance;
import dev.trueup.simulation.time.Scheduler;

/** One history while it is played: what it follows from, its time, its chance and its story. */
public final class History {
    private final Scenario scenario;
    private final Chance chance;
    private final Scheduler scheduler;
    private final Story story;
    private boolean faulty = true;

    /**
     * Begins.
     *
     * @param told whether somebody will read its story
     */
    public History(Scenario scenario, boolean told) {
        this.scenario = scenario;
        this.chance = new Chance(scenario.seed());
        this.scheduler = new Scheduler(chance);
        this.story = new Story(told, scheduler);
    }

    public Scenario scenario() {
        return scenario;
    }

    public boolean has(Fault fault) {
        return scenario.has(fault);
    }

    public Chance chance() {
        return chance;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public Story story() {
        return story;
    }

    /** Whether faults still reign. */
    public boolean faulty() {
        return faulty;
    }

    /** From now on nothing goes wrong any more. */
    public void calm() {
        faulty = false;
        story.tell("world", () -> "faults end");
    }
}
