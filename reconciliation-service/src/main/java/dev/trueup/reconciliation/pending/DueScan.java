package dev.trueup.reconciliation.pending;

import dev.trueup.reconciliation.channel.ChannelBook;
import dev.trueup.reconciliation.channel.ChannelRules;
import dev.trueup.reconciliation.channel.ChannelState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Emits query-backs for what is due, channel by channel: none where a person paused it or its breaker is open, and no more
 * than it may be asked. When more is due than that, a share goes to young orders, whose buyers wait, the newest due first;
 * the rest goes to whatever is overdue longest, so no order waits for ever.
 *
 * <p>The steps are: claim, publish, record. What is interrupted in between is due again when the claim lapses, and what
 * could not be published at once, so nothing is forgotten; replicas that scan at once share the work, since each order
 * goes to one claim only.
 */
public final class DueScan {
    private final PendingOrders orders;
    private final ChannelBook channels;
    private final QueryBacks queryBacks;
    private final Timetable timetable;
    private final Limits limits;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * How much one scan may take on.
     *
     * @param orders how many orders of one channel a scan takes at most, at least 1
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
            ChannelBook channels,
            QueryBacks queryBacks,
            Timetable timetable,
            Limits limits,
            InstantSource clock,
            RandomGenerator random) {
        this.orders = orders;
        this.channels = channels;
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
        List<PendingOrder> claimed = new ArrayList<>();
        boolean more = false;
        for (ChannelState channel : channels.all()) {
            List<PendingOrder> ofChannel = claim(channel, claim);
            claimed.addAll(ofChannel);
            more |= ofChannel.size() == limits.orders();
        }
        if (claimed.isEmpty()) {
            return new Result(0, 0, false);
        }
        if (heldTooLong(claim)) {
            orders.giveBack(claimed, claim);
            return new Result(claimed.size(), 0, false);
        }
        int emitted = emit(claimed, claim);
        // What did not go out will not go out a moment later either: no reason to claim more at once.
        return new Result(claimed.size(), emitted, more && emitted == claimed.size());
    }

    private List<PendingOrder> claim(ChannelState channel, Claim claim) {
        ChannelRules rules = channels.rules(channel.channel());
        int allowed = Math.min(limits.orders(), channel.allowed(rules, claim.at()));
        int due = allowed == 0 ? 0 : orders.due(channel.channel(), claim.at(), allowed + 1);
        int granted = due == 0 ? 0 : channels.grant(channel, Math.min(due, allowed));
        if (granted == 0) {
            return List.of();
        }
        int fresh = due > granted ? channel.forFresh(granted, rules) : 0;
        return orders.claimDue(
                claim, new Portion(channel.channel(), granted, fresh, claim.at().minus(rules.freshFor())));
    }

    private int emit(List<PendingOrder> claimed, Claim claim) {
        List<Emission> emissions = claimed.stream()
                .map(order -> timetable.emission(order, claim.at(), random))
                .toList();
        Set<String> durable = queryBacks.publish(emissions);
        orders.emitted(
                emissions.stream()
                        .filter(emission ->
                                durable.contains(emission.queryBack().orderNo()))
                        .toList(),
                claim);
        orders.giveBack(
                claimed.stream()
                        .filter(order -> !durable.contains(order.orderNo()))
                        .toList(),
                claim);
        return durable.size();
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
