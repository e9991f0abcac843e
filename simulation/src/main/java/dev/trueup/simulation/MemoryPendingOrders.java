package dev.trueup.simulation;

import dev.trueup.contracts.QueryOutcome;
import dev.trueup.reconciliation.pending.Age;
import dev.trueup.reconciliation.pending.Backlog;
import dev.trueup.reconciliation.pending.Claim;
import dev.trueup.reconciliation.pending.Emission;
import dev.trueup.reconciliation.pending.HeardOutcome;
import dev.trueup.reconciliation.pending.PendingOrder;
import dev.trueup.reconciliation.pending.PendingOrders;
import dev.trueup.reconciliation.pending.Portion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pending orders in the simulated store, each change guarded on its own document as in the real one. */
final class MemoryPendingOrders implements PendingOrders {
    private final Database database;
    private final Database.Documents<Tracked> documents;

    /**
     * A pending order's document.
     *
     * @param nextAt when the scan looks at it: when it is due, or while it is claimed when that lapses
     * @param claim the token of the claim that holds it
     */
    record Tracked(
            PendingOrder order,
            int lastAttempt,
            @Nullable Instant nextAt,
            @Nullable String claim) {}

    MemoryPendingOrders(Database database, Database.Documents<Tracked> documents) {
        this.database = database;
        this.documents = documents;
    }

    /** When the first is due, without asking over the network. */
    Supplier<@Nullable Instant> firstDue() {
        return documents.earliest(Tracked::nextAt);
    }

    @Override
    public void merge(Collection<PendingOrder> heardOf, Instant now) {
        for (PendingOrder heard : heardOf) {
            boolean unused = database.write(() -> merge(heard));
        }
    }

    private boolean merge(PendingOrder heard) {
        Tracked known = documents.guarded(heard.orderNo());
        if (known != null && known.order().version() >= heard.version()) {
            return false;
        }
        if (known == null) {
            documents.put(heard.orderNo(), new Tracked(heard, 0, heard.dueAt(), null));
            return true;
        }
        boolean keepsItsPlace = !known.order().settled() && !heard.settled();
        PendingOrder order = with(
                known.order(),
                heard.version(),
                heard.settled(),
                known.order().attempts(),
                known.order().throttled(),
                keepsItsPlace ? known.order().dueAt() : heard.dueAt());
        documents.put(
                heard.orderNo(),
                new Tracked(
                        order,
                        known.lastAttempt(),
                        keepsItsPlace ? known.nextAt() : heard.dueAt(),
                        keepsItsPlace ? known.claim() : null));
        return true;
    }

    private static PendingOrder with(
            PendingOrder order, long version, boolean settled, int attempts, int throttled, @Nullable Instant dueAt) {
        return new PendingOrder(
                order.orderNo(),
                order.channel(),
                version,
                settled,
                attempts,
                throttled,
                order.createdAt(),
                order.expiresAt(),
                dueAt,
                order.hinted() && attempts == order.attempts(),
                order.lastOutcome(),
                order.lastOutcomeAt());
    }

    private record Due(Instant nextAt, Tracked tracked) {}

    private List<Due> dueOf(String channel, Instant at) {
        List<Due> found = new ArrayList<>();
        for (Tracked tracked : documents.readAll()) {
            Instant nextAt = tracked.nextAt();
            if (nextAt != null
                    && !nextAt.isAfter(at)
                    && tracked.order().channel().equals(channel)) {
                found.add(new Due(nextAt, tracked));
            }
        }
        found.sort(Comparator.comparing(Due::nextAt));
        return found;
    }

    @Override
    public int due(String channel, Instant at, int limit) {
        return database.read(() -> Math.min(limit, dueOf(channel, at).size()));
    }

    @Override
    public List<PendingOrder> claimDue(Claim claim, Portion portion) {
        List<Due> due = database.read(() -> {
            List<Due> overdue = dueOf(portion.channel(), claim.at());
            Set<Due> chosen = new LinkedHashSet<>();
            overdue.reversed().stream()
                    .filter(one -> one.tracked().order().createdAt().isAfter(portion.freshSince()))
                    .limit(portion.fresh())
                    .forEach(chosen::add);
            overdue.stream().filter(one -> chosen.size() < portion.count()).forEach(chosen::add);
            return List.copyOf(chosen);
        });
        List<PendingOrder> held = new ArrayList<>();
        for (Due one : due) {
            boolean ours = database.write(() -> {
                Tracked now = documents.guarded(one.tracked().order().orderNo());
                if (now == null || !one.nextAt().equals(now.nextAt())) {
                    return false;
                }
                documents.put(
                        now.order().orderNo(),
                        new Tracked(now.order(), now.lastAttempt(), claim.until(), claim.token()));
                return true;
            });
            if (ours) {
                held.add(one.tracked().order());
            }
        }
        return held;
    }

    @Override
    public int emitted(Collection<Emission> emissions, Claim claim) {
        int recorded = 0;
        for (Emission emission : emissions) {
            recorded += database.write(() -> record(emission, claim)) ? 1 : 0;
        }
        return recorded;
    }

    private boolean record(Emission emission, Claim claim) {
        Tracked now = documents.guarded(emission.queryBack().orderNo());
        if (now == null || !claim.token().equals(now.claim())) {
            return false;
        }
        PendingOrder order = now.order();
        PendingOrder asked = with(
                order,
                order.version(),
                order.settled(),
                emission.queryBack().attempt(),
                order.throttled(),
                emission.nextDueAt());
        documents.put(order.orderNo(), new Tracked(asked, now.lastAttempt(), emission.nextDueAt(), null));
        return true;
    }

    @Override
    public void giveBack(Collection<PendingOrder> claimed, Claim claim) {
        for (PendingOrder order : claimed) {
            boolean unused = database.write(() -> {
                Tracked now = documents.guarded(order.orderNo());
                if (now == null || !claim.token().equals(now.claim())) {
                    return false;
                }
                documents.put(order.orderNo(), new Tracked(now.order(), now.lastAttempt(), order.dueAt(), null));
                return true;
            });
        }
    }

    @Override
    public List<PendingOrder> hintable(String channel, Collection<String> orderNos, Instant now) {
        return database.read(() -> orderNos.stream()
                .map(documents::read)
                .filter(tracked -> tracked != null
                        && tracked.order().channel().equals(channel)
                        && !tracked.order().hinted()
                        && waits(tracked, now))
                .map(Tracked::order)
                .toList());
    }

    @Override
    public void bringForward(Collection<PendingOrder> hintable, Instant now) {
        for (PendingOrder order : hintable) {
            boolean unused = database.write(() -> {
                Tracked tracked = documents.guarded(order.orderNo());
                if (tracked == null || !waits(tracked, now) || tracked.order().attempts() != order.attempts()) {
                    return false;
                }
                documents.put(
                        order.orderNo(), new Tracked(hinted(tracked.order(), now), tracked.lastAttempt(), now, null));
                return true;
            });
        }
    }

    private static boolean waits(Tracked tracked, Instant now) {
        return tracked.nextAt() != null && tracked.nextAt().isAfter(now) && tracked.claim() == null;
    }

    private static PendingOrder hinted(PendingOrder order, Instant now) {
        return new PendingOrder(
                order.orderNo(),
                order.channel(),
                order.version(),
                order.settled(),
                order.attempts(),
                order.throttled(),
                order.createdAt(),
                order.expiresAt(),
                now,
                true,
                order.lastOutcome(),
                order.lastOutcomeAt());
    }

    @Override
    public void heard(List<HeardOutcome> outcomes) {
        for (HeardOutcome outcome : outcomes) {
            boolean unused = database.write(() -> hear(outcome));
        }
    }

    private boolean hear(HeardOutcome heard) {
        QueryOutcome said = heard.outcome();
        Tracked now = documents.guarded(said.orderNo());
        if (now == null || now.order().settled()) {
            return false;
        }
        PendingOrder order = now.order();
        Tracked after = switch (said.outcome()) {
            case DECIDED, SETTLED ->
                new Tracked(
                        outcome(with(order, order.version(), true, order.attempts(), order.throttled(), null), heard),
                        Math.max(now.lastAttempt(), said.attempt()),
                        null,
                        null);
            case THROTTLED -> throttled(now, heard);
            case STILL_PENDING, NOT_KNOWN, FAILED ->
                now.lastAttempt() <= said.attempt()
                        ? new Tracked(outcome(order, heard), said.attempt(), now.nextAt(), now.claim())
                        : null;
        };
        if (after == null) {
            return false;
        }
        documents.put(said.orderNo(), after);
        return true;
    }

    private static @Nullable Tracked throttled(Tracked now, HeardOutcome heard) {
        PendingOrder order = now.order();
        int attempt = heard.outcome().attempt();
        boolean latest = order.attempts() == attempt - 1 || (order.attempts() == attempt && now.claim() == null);
        if (now.lastAttempt() >= attempt || !latest) {
            return null;
        }
        PendingOrder again = with(
                order,
                order.version(),
                false,
                Math.max(order.attempts(), attempt),
                order.throttled() + 1,
                heard.againAt());
        return new Tracked(outcome(again, heard), attempt, heard.againAt(), null);
    }

    private static PendingOrder outcome(PendingOrder order, HeardOutcome heard) {
        return new PendingOrder(
                order.orderNo(),
                order.channel(),
                order.version(),
                order.settled(),
                order.attempts(),
                order.throttled(),
                order.createdAt(),
                order.expiresAt(),
                order.dueAt(),
                order.hinted(),
                heard.outcome().outcome(),
                heard.heardAt());
    }

    @Override
    public Optional<PendingOrder> find(String orderNo) {
        return database.read(() -> Optional.ofNullable(documents.read(orderNo)).map(Tracked::order));
    }

    @Override
    public Backlog backlog(String channel, Instant now) {
        return database.read(() -> {
            Map<Age, Long> byAge = new EnumMap<>(Age.class);
            for (Age age : Age.values()) {
                byAge.put(age, 0L);
            }
            List<Instant> created = new ArrayList<>();
            for (Tracked tracked : documents.readAll()) {
                PendingOrder order = tracked.order();
                if (!order.settled() && order.channel().equals(channel)) {
                    created.add(order.createdAt());
                    Duration old = Duration.between(order.createdAt(), now);
                    byAge.merge(age(old), 1L, Long::sum);
                }
            }
            return new Backlog(
                    byAge,
                    dueOf(channel, now).size(),
                    created.stream().min(Comparator.naturalOrder()).orElse(null));
        });
    }

    private static Age age(Duration old) {
        for (Age age : Age.values()) {
            if (old.compareTo(age.below()) < 0) {
                return age;
            }
        }
        return Age.OLDER;
    }
}
