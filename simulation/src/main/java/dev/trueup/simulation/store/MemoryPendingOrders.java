package dev.trueup.simulation.store;

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
public final class MemoryPendingOrders implements PendingOrders {
    private final Database database;
    private final Database.Documents<PendingOrderDocument> documents;

    MemoryPendingOrders(Database database, Database.Documents<PendingOrderDocument> documents) {
        this.database = database;
        this.documents = documents;
    }

    /** When the first is due, without asking over the network. */
    public Supplier<@Nullable Instant> firstDue() {
        return documents.earliest(PendingOrderDocument::nextAt);
    }

    @Override
    public void merge(Collection<PendingOrder> heardOf, Instant now) {
        for (PendingOrder heard : heardOf) {
            boolean unused = database.write(() -> merge(heard));
        }
    }

    private boolean merge(PendingOrder heard) {
        PendingOrderDocument known = documents.guarded(heard.orderNo());
        if (known != null && known.order().version() >= heard.version()) {
            return false;
        }
        documents.put(heard.orderNo(), known == null ? PendingOrderDocument.of(heard) : known.merged(heard));
        return true;
    }

    private record Due(Instant nextAt, PendingOrderDocument tracked) {}

    private List<Due> dueOf(String channel, Instant at) {
        List<Due> found = new ArrayList<>();
        for (PendingOrderDocument tracked : documents.readAll()) {
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
                PendingOrderDocument now =
                        documents.guarded(one.tracked().order().orderNo());
                if (now == null || !one.nextAt().equals(now.nextAt())) {
                    return false;
                }
                documents.put(now.order().orderNo(), now.claimed(claim.until(), claim.token()));
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
        PendingOrderDocument now = documents.guarded(emission.queryBack().orderNo());
        if (now == null || !claim.token().equals(now.claim())) {
            return false;
        }
        documents.put(now.order().orderNo(), now.emitted(emission));
        return true;
    }

    @Override
    public void giveBack(Collection<PendingOrder> claimed, Claim claim) {
        for (PendingOrder order : claimed) {
            boolean unused = database.write(() -> {
                PendingOrderDocument now = documents.guarded(order.orderNo());
                if (now == null || !claim.token().equals(now.claim())) {
                    return false;
                }
                documents.put(order.orderNo(), now.givenBack(order.dueAt()));
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
                        && tracked.waits(now))
                .map(PendingOrderDocument::order)
                .toList());
    }

    @Override
    public void bringForward(Collection<PendingOrder> hintable, Instant now) {
        for (PendingOrder order : hintable) {
            boolean unused = database.write(() -> {
                PendingOrderDocument tracked = documents.guarded(order.orderNo());
                if (tracked == null || !tracked.waits(now) || tracked.order().attempts() != order.attempts()) {
                    return false;
                }
                documents.put(order.orderNo(), tracked.hinted(now));
                return true;
            });
        }
    }

    @Override
    public void heard(List<HeardOutcome> outcomes) {
        for (HeardOutcome outcome : outcomes) {
            boolean unused = database.write(() -> hear(outcome));
        }
    }

    private boolean hear(HeardOutcome heard) {
        QueryOutcome said = heard.outcome();
        PendingOrderDocument now = documents.guarded(said.orderNo());
        if (now == null || now.order().settled()) {
            return false;
        }
        PendingOrderDocument after = now.answered(heard);
        if (after == null) {
            return false;
        }
        documents.put(said.orderNo(), after);
        return true;
    }

    @Override
    public Optional<PendingOrder> find(String orderNo) {
        return database.read(() -> Optional.ofNullable(documents.read(orderNo)).map(PendingOrderDocument::order));
    }

    @Override
    public Backlog backlog(String channel, Instant now) {
        return database.read(() -> {
            Map<Age, Long> byAge = new EnumMap<>(Age.class);
            for (Age age : Age.values()) {
                byAge.put(age, 0L);
            }
            List<Instant> created = new ArrayList<>();
            for (PendingOrderDocument tracked : documents.readAll()) {
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
