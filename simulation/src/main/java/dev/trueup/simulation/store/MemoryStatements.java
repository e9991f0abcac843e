package dev.trueup.simulation.store;

import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Orders.Position;
import dev.trueup.orders.order.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Statements in the simulated store, each an upsert of its own document. */
public final class MemoryStatements implements Statements {
    private static final Comparator<Position> BY_AGE =
            Comparator.comparing(Position::createdAt).thenComparing(Position::orderNo);

    private final Database database;
    private final Database.Documents<Kept> documents;
    private final Database.Documents<Boolean> marks;

    MemoryStatements(Database database, Database.Documents<Kept> documents, Database.Documents<Boolean> marks) {
        this.database = database;
        this.documents = documents;
        this.marks = marks;
    }

    @Override
    public void keep(Collection<Heard> heard) {
        for (Heard one : heard) {
            boolean unused = database.write(() -> upsert(one));
        }
    }

    private boolean upsert(Heard heard) {
        String digest = heard.statement().digest();
        String id = heard.orderNo() + "/" + digest;
        Kept kept = documents.guarded(id);
        if (kept == null) {
            documents.put(
                    id, new Kept(id, heard.statement(), digest, Set.of(heard.source()), 1, heard.at(), heard.at()));
            return true;
        }
        Set<Heard.Source> sources = new HashSet<>(kept.sources());
        sources.add(heard.source());
        Instant at = heard.at();
        documents.put(
                id,
                new Kept(
                        id,
                        kept.statement(),
                        digest,
                        Set.copyOf(sources),
                        kept.count() + 1,
                        at.isBefore(kept.firstAt()) ? at : kept.firstAt(),
                        at.isAfter(kept.lastAt()) ? at : kept.lastAt()));
        return true;
    }

    @Override
    public void markUnmatched(Collection<String> orderNos) {
        for (String orderNo : new TreeSet<>(orderNos)) {
            boolean unused = database.write(() -> mark(orderNo, true));
        }
    }

    @Override
    public void matched(Collection<String> orderNos) {
        for (String orderNo : new TreeSet<>(orderNos)) {
            boolean unused = database.write(() -> mark(orderNo, false));
        }
    }

    private boolean mark(String orderNo, boolean unmatched) {
        marks.put(orderNo, unmatched);
        return true;
    }

    @Override
    public List<Kept> unmatched(@Nullable Position after, int limit) {
        return database.read(() -> documents.readAll().stream()
                .filter(kept -> Boolean.TRUE.equals(marks.read(kept.statement().orderNo())))
                .filter(kept -> after == null || BY_AGE.compare(position(kept), after) > 0)
                .sorted(Comparator.comparing(MemoryStatements::position, BY_AGE))
                .limit(limit)
                .toList());
    }

    private static Position position(Kept kept) {
        return new Position(kept.firstAt(), kept.id());
    }

    @Override
    public List<Kept> about(String orderNo) {
        return database.read(() -> documents.readAll().stream()
                .filter(kept -> kept.statement().orderNo().equals(orderNo))
                .sorted(Comparator.comparing(Kept::firstAt))
                .toList());
    }
}
