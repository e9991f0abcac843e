package dev.trueup.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The replicas of one service, of which some may be down. */
final class Replicas<R> {
    private final World world;
    private final String name;
    private final BiFunction<World, Life, R> maker;
    private final Consumer<R> starter;
    private final List<Replica<R>> running = new ArrayList<>();
    private int lives;

    private record Replica<R>(Life process, R service) {}

    Replicas(World world, String name, BiFunction<World, Life, R> maker, Consumer<R> starter) {
        this.world = world;
        this.name = name;
        this.maker = maker;
        this.starter = starter;
    }

    void start() {
        long skew = world.scenario().has(Fault.SKEWED_CLOCKS) ? world.chance().between(-2_000, 2_000) : 0;
        Life process = new Life(name + "-" + ++lives, world.scheduler(), skew);
        R service = maker.apply(world, process);
        running.add(new Replica<>(process, service));
        starter.accept(service);
    }

    /** Kills one where it stands and starts another after a while. */
    void killOne() {
        if (running.isEmpty()) {
            return;
        }
        Replica<R> replica = running.remove(world.chance().below(running.size()));
        world.story().tell(replica.process(), () -> "is killed");
        replica.process().kill();
        world.scheduler().spawn(null, world.chance().between(100, 20_000), this::start);
    }

    /** Calls one of those that run, in a strand of its own there; null where no answer comes in time. */
    <T> @Nullable T call(long most, Function<R, T> request) {
        if (running.isEmpty()) {
            world.scheduler().sleep(500);
            return null;
        }
        Replica<R> replica = world.chance().of(running);
        Answer<T> answer = new Answer<>(world.scheduler().new Signal());
        world.scheduler().spawn(replica.process(), world.chance().below(20), () -> {
            boolean unused = world.attempt(replica.process(), () -> {
                answer.value = request.apply(replica.service());
            });
            answer.signal.give();
        });
        answer.signal.await(most);
        return answer.value;
    }

    private static final class Answer<T> {
        private final Scheduler.Signal signal;
        private @Nullable T value;

        private Answer(Scheduler.Signal signal) {
            this.signal = signal;
        }
    }
}
