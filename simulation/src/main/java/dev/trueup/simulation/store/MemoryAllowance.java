package dev.trueup.simulation.store;

import dev.trueup.channels.Money;
import dev.trueup.orders.refunding.Allowance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The day's allowance in the simulated store: a document for each channel, currency and day. */
public final class MemoryAllowance implements Allowance {
    private final Database database;
    private final Database.Documents<Taken> documents;
    private final int mostPerDay;
    private final long mostMoney;

    /** What was taken of one day's allowance. */
    record Taken(long amount, List<String> refundNos) {
        private static final Taken NOTHING = new Taken(0, List.of());

        private Taken and(String refundNo, long more) {
            List<String> all = new ArrayList<>(refundNos);
            all.add(refundNo);
            return new Taken(amount + more, List.copyOf(all));
        }
    }

    MemoryAllowance(Database database, Database.Documents<Taken> documents, int mostPerDay, long mostMoney) {
        this.database = database;
        this.documents = documents;
        this.mostPerDay = mostPerDay;
        this.mostMoney = mostMoney;
    }

    @Override
    public boolean take(String channel, String refundNo, Money money, Instant now) {
        if (money.amount() > mostMoney) {
            return false;
        }
        String id = now.atOffset(ZoneOffset.UTC).toLocalDate() + ":" + channel + ":" + money.currency();
        return database.write(() -> {
            Taken taken = documents.guarded(id) == null ? Taken.NOTHING : documents.guarded(id);
            if (taken == null || taken.refundNos().contains(refundNo)) {
                return taken != null;
            }
            if (taken.refundNos().size() >= mostPerDay || taken.amount() > mostMoney - money.amount()) {
                return false;
            }
            documents.put(id, taken.and(refundNo, money.amount()));
            return true;
        });
    }
}
