package dev.trueup.reconciliation.pending;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Emits query-backs for what is due. The order is: claim, publish, record. Whatever is interrupted in between is due
 * again when the claim lapses, so nothing is forgotten; and replicas that scan at once share the work, since each order
 * goes to one claim only.
 */
public final class DueScan {
    private final PendingOrders orders;
    private final QueryBacks queryBacks;
    private final Timetable timetable;
    private final Limits limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * How much one scan may take on.
     *
     * @param orders how many orders one scan takes at most, at least 1
     * @param lease how long a claim holds. Its second half is what publishing may take: must be longer than the time
     *     within which a query-back is acknowledged or given up
     */
    public record Limits(int orders, Duration lease) {}

    /**
     * What one scan did.
     *
     * @param claimed how many orders were due and became ours
     * @param emitted how many of them got their query-back
     * @param more whether there may be more due than one scan takes
     */
    public record Result(int claimed, int emitted, boolean more) {}

    public DueScan(
            PendingOrders orders,
            QueryBacks queryBacks,
            Timetable timetable,
            Limits limits,
            InstantSource clock,
            RandomGenerator random) {
        this.orders = orders;
        this.queryBacks = queryBacks;
        this.timetable = timetable;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /** Scans once; for one thread at a time. */
    public Result run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Claim claim = new Claim(token(), now, now.plus(limits.lease()));
        List<PendingOrder> claimed = orders.claimDue(claim, limits.orders());
        if (claimed.isEmpty() || heldTooLong(claim)) {
            return new Result(claimed.size(), 0, false);
        }
        List<Emission> emissions = claimed.stream()
                .map(order -> timetable.emission(order, now, random))
                .toList();
        Set<String> durable = queryBacks.publish(emissions);
        orders.emitted(
                emissions.stream()
                        .filter(emission ->
                                durable.contains(emission.queryBack().orderNo()))
                        .toList(),
                claim);
        // What did not go out will not go out a moment later either: no reason to claim more at once.
        boolean more = claimed.size() == limits.orders() && durable.size() == claimed.size();
        return new Result(claimed.size(), durable.size(), more);
    }

    /** After a pause of this process the orders may be another replica's: then not to publish is what is safe. */
    private boolean heldTooLong(Claim claim) {
        return clock.instant().isAfter(claim.at().plus(limits.lease().dividedBy(2)));
    }

    private String token() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
