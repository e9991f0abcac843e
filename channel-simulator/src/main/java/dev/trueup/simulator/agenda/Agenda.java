package dev.trueup.simulator.agenda;

import dev.trueup.simulator.delivery.Delivery;
import dev.trueup.simulator.ledger.Claim;
import dev.trueup.simulator.ledger.Ledger;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.ledger.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due and has it done, so many at a time. Nothing is remembered here: a task that is not done, because
 * the process was killed or the store was away, is due again when its lease ends.
 */
public final class Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

    private final Ledger ledger;
    private final Payments payments;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Executor workers;
    private final Duration lease;
    private final int concurrency;
    private final Semaphore free;

    /**
     * An agenda over one ledger.
     *
     * @param lease how long a task is kept from others; longer than any task takes
     * @param concurrency how many tasks are done at once
     */
    public Agenda(
            Ledger ledger,
            Payments payments,
            Delivery delivery,
            InstantSource clock,
            Executor workers,
            Duration lease,
            int concurrency) {
        this.ledger = ledger;
        this.payments = payments;
        this.delivery = delivery;
        this.clock = clock;
        this.workers = workers;
        this.lease = lease;
        this.concurrency = concurrency;
        this.free = new Semaphore(concurrency);
    }

    /**
     * Hands what is due now to the workers.
     *
     * @return how many tasks
     */
    public int runDue() throws InterruptedException {
        int places = free.availablePermits();
        if (places == 0) {
            return 0;
        }
        Instant now = clock.instant();
        List<Claim> claims = ledger.claimDue(now, now.plus(lease), places);
        for (Claim claim : claims) {
            free.acquire();
            workers.execute(() -> run(claim));
        }
        return claims.size();
    }

    /** How many tasks are under way. */
    public int running() {
        return concurrency - free.availablePermits();
    }

    private void run(Claim claim) {
        try {
            if (claim.task().kind() == Task.Kind.DELIVER) {
                delivery.deliver(claim.payment().order(), claim.task());
            } else {
                payments.carryOut(claim.payment().orderNo(), claim.task());
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "payment {}: {} did not work, tried again in {}",
                    claim.payment().orderNo(),
                    claim.task().name(),
                    lease,
                    e);
        } finally {
            free.release();
        }
    }
}
