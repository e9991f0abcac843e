package dev.trueup.reconciliation.mongo;

import dev.trueup.foundation.preparation.Preparation;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the indexes again now and then: a database that somebody dropped, or restored from elsewhere, has none. */
@Component
class DroppedIndexes {
    private static final Logger log = LoggerFactory.getLogger(DroppedIndexes.class);

    private final List<Preparation> preparations;

    DroppedIndexes(List<Preparation> preparations) {
        this.preparations = List.copyOf(preparations);
    }

    @Scheduled(initialDelayString = "1m", fixedDelayString = "1m")
    void makeAgain() {
        try {
            preparations.forEach(Preparation::prepare);
        } catch (RuntimeException e) {
            log.warn("the store's indexes cannot be looked after now, which is tried again: {}", e.toString());
        }
    }
}
