package dev.trueup.simulation.store;

import dev.trueup.orders.order.Heard;
import dev.trueup.orders.order.Statements;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statements in the simulated store, each an upsert of its own document. */
public final class MemoryStatements implements Statements {
    private final Database database;
    private final Database.Documents<Kept> documents;

    MemoryStatements(Database database, Database.Documents<Kept> documents) {
        this.database = database;
        this.documents = documents;
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
            documents.put(id, new Kept(heard.statement(), digest, Set.of(heard.source()), 1, heard.at(), heard.at()));
            return true;
        }
        Set<Heard.Source> sources = new HashSet<>(kept.sources());
        sources.add(heard.source());
        Instant at = heard.at();
        documents.put(
                id,
                new Kept(
                        kept.statement(),
                        digest,
                        Set.copyOf(sources),
                        kept.count() + 1,
                        at.isBefore(kept.firstAt()) ? at : kept.firstAt(),
                        at.isAfter(kept.lastAt()) ? at : kept.lastAt()));
        return true;
    }

    @Override
    public List<Kept> about(String orderNo) {
        return database.read(() -> documents.readAll().stream()
                .filter(kept -> kept.statement().orderNo().equals(orderNo))
                .sorted(Comparator.comparing(Kept::firstAt))
                .toList());
    }
}
