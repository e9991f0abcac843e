package dev.trueup.simulation.services;

import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.time.Life;
import dev.trueup.simulation.time.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The replicas of one service, of which some may be down. */
final class Replicas<R> {
    private final Surroundings around;
    private final String name;
    private final BiFunction<Surroundings, Life, R> maker;
    private final Consumer<R> starter;
    private final List<Replica<R>> running = new ArrayList<>();
    private int lives;

    private record Replica<R>(Life process, R service) {}

    Replicas(Surroundings around, String name, BiFunction<Surroundings, Life, R> maker, Consumer<R> starter) {
        this.around = around;
        this.name = name;
        this.maker = maker;
        this.starter = starter;
    }

    void start() {
        long skew = around.history().has(Fault.SKEWED_CLOCKS) ? around.chance().between(-2_000, 2_000) : 0;
        Life process = new Life(name + "-" + ++lives, around.scheduler(), skew);
        R service = maker.apply(around, process);
        running.add(new Replica<>(process, service));
        starter.accept(service);
    }

    /** Kills one where it stands and starts another after a while. */
    void killOne() {
        if (running.isEmpty()) {
            return;
        }
        Replica<R> replica = running.remove(around.chance().below(running.size()));
        around.story().tell(replica.process(), () -> "is killed");
        replica.process().kill();
        around.scheduler().spawn(null, around.chance().between(100, 20_000), this::start);
    }

    /** Calls one of those that run, in a strand of its own there; null where no answer comes in time. */
    <T> @Nullable T call(long most, Function<R, T> request) {
        if (running.isEmpty()) {
            around.scheduler().sleep(500);
            return null;
        }
        Replica<R> replica = around.chance().of(running);
        Answer<T> answer = new Answer<>(around.scheduler().new Signal());
        around.scheduler().spawn(replica.process(), around.chance().below(20), () -> {
            boolean unused = around.attempt(replica.process(), () -> {
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
