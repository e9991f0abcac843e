package dev.trueup.simulator;

import dev.trueup.simulator.agenda.Agenda;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the agenda looked at again and again. */
@Component
class AgendaDriver {
    private static final Logger LOG = LoggerFactory.getLogger(AgendaDriver.class);

    private final Agenda agenda;
    private boolean storeAway;

    AgendaDriver(Agenda agenda) {
        this.agenda = agenda;
    }

    @Scheduled(fixedDelayString = "${trueup.simulator.poll-interval:50ms}")
    void run() throws InterruptedException {
        try {
            int more;
            do {
                more = agenda.runDue();
            } while (more > 0);
            storeAway = false;
        } catch (DataAccessException e) {
            if (!storeAway) { // it is looked for many times a second, so said once
                LOG.warn("the ledger cannot be read, nothing is sent until it can: {}", e.getMessage());
            }
            storeAway = true;
        }
    }
}
