package dev.trueup.foundation.consumers;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** Shows that there are no dead letters yet: a counter that is not there cannot be seen to grow. */
class DeadLettersFromZero {
    private final Containers containers;
    private final CountedDeadLetters deadLetters;

    DeadLettersFromZero(Containers containers, CountedDeadLetters deadLetters) {
        this.containers = containers;
        this.deadLetters = deadLetters;
    }

    @EventListener(ApplicationStartedEvent.class)
    void register() {
        containers.stream()
                .flatMap(container -> Containers.topics(container).stream())
                .forEach(deadLetters::of);
    }
}
