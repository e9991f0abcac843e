package dev.trueup.simulation.channel;

import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.simulation.history.Fault;
import dev.trueup.simulation.history.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What truly happened at the channel, and all that it ever said of it. */
public final class Ledger {
    public static final String CHANNEL = "sandbox";
    public static final String MERCHANT = "m-1";

    private final History history;
    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private final Set<ChannelStatement> said = new HashSet<>();

    /** One payment order at the channel. */
    public static final class Account {
        public final String orderNo;
        public final Money total;
        public final @Nullable String reference;
        public final Instant expiresAt;
        public final List<Charge> charges = new ArrayList<>();
        Said state = Said.UNPAID;

        /** Whether a buyer has tried to pay. */
        boolean scanned;

        /** From when on a search by the order's number finds it, in milliseconds. */
        long foundFrom;

        /** It has told somebody that it takes no payment any more; one may come through all the same. */
        private boolean ended;

        public Account(String orderNo, Money total, @Nullable String reference, Instant expiresAt) {
            this.orderNo = orderNo;
            this.total = total;
            this.reference = reference;
            this.expiresAt = expiresAt;
        }

        void end(Said how) {
            state = how;
            ended = true;
        }

        public boolean ended() {
            return ended;
        }
    }

    /** Money taken. */
    public static final class Charge {
        public final String transactionId;
        public final Money money;
        public final Instant at;
        public final TreeMap<String, RefundReport> refunds = new TreeMap<>();

        public Charge(String transactionId, Money money, Instant at) {
            this.transactionId = transactionId;
            this.money = money;
            this.at = at;
        }

        /** What was given back, or is being given back. */
        public long committed() {
            return sum(Progress.PENDING) + sum(Progress.SUCCEEDED);
        }

        public long refunded() {
            return sum(Progress.SUCCEEDED);
        }

        private long sum(Progress progress) {
            long sum = 0;
            for (RefundReport refund : refunds.values()) {
                sum += refund.progress() == progress ? refund.money().amount() : 0;
            }
            return sum;
        }
    }

    public Ledger(History history) {
        this.history = history;
    }

    public Map<String, Account> accounts() {
        return accounts;
    }

    public @Nullable Account account(String orderNo) {
        return accounts.get(orderNo);
    }

    public @Nullable Charge charge(String orderNo, String transactionId) {
        Account account = accounts.get(orderNo);
        if (account != null) {
            for (Charge charge : account.charges) {
                if (charge.transactionId.equals(transactionId)) {
                    return charge;
                }
            }
        }
        return null;
    }

    /** All the channel knows about an order. */
    List<ChannelStatement> statements(String orderNo) {
        Account account = accounts.get(orderNo);
        if (account == null || hides(account)) {
            return List.of(say(ChannelStatement.notKnown(CHANNEL, MERCHANT, orderNo)));
        }
        if (account.charges.isEmpty()) {
            return List.of(say(unpaid(account)));
        }
        return account.charges.stream()
                .map(charge -> say(paid(account, charge, queriedRefunds(charge))))
                .toList();
    }

    /** Whether it is as if there were none, to whoever asks. */
    boolean hides(Account account) {
        return history.has(Fault.UNKNOWN_UNTIL_SCANNED) && !account.scanned;
    }

    /** No channel hides what it keeps open, or cannot find: it would say for ever that it knows nothing. */
    boolean keepsOpen() {
        return (history.has(Fault.NEVER_EXPIRES) || history.has(Fault.FOUND_LATE))
                && !history.has(Fault.UNKNOWN_UNTIL_SCANNED);
    }

    /** Whether it finds a payment by the order's number after a while only. */
    boolean findsLate() {
        return history.has(Fault.FOUND_LATE) && !history.has(Fault.UNKNOWN_UNTIL_SCANNED);
    }

    /** Whether it repeats its answer to who repeats a create call. */
    boolean tellsAgain() {
        return history.has(Fault.CREATE_TOLD_AGAIN) || findsLate();
    }

    private List<RefundReport> queriedRefunds(Charge charge) {
        return history.has(Fault.REFUNDS_TOLD_IN_SUM) ? List.of() : List.copyOf(charge.refunds.values());
    }

    /** What a callback tells of a refund that has come to its end; null for nothing. */
    @Nullable
    ChannelStatement refunded(Account account, Charge charge, RefundReport report) {
        if (!history.has(Fault.REFUNDS_TOLD_IN_SUM)) {
            return paid(account, charge);
        }
        Money soFar = new Money(charge.refunded(), report.money().currency());
        return report.progress() == Progress.SUCCEEDED
                ? paid(
                        account,
                        charge,
                        List.of(new RefundReport(
                                report.refundNo(), soFar, Progress.SUCCEEDED, RefundReport.Extent.ALL_SO_FAR)))
                : null;
    }

    ChannelStatement unpaid(Account account) {
        return uncharged(account, account.state);
    }

    /** What the first answer to a create call says, also when it is repeated later. */
    ChannelStatement opened(Account account) {
        return uncharged(account, Said.UNPAID);
    }

    ChannelStatement declined(Account account) {
        return uncharged(account, Said.DECLINED);
    }

    private static ChannelStatement uncharged(Account account, Said said) {
        return new ChannelStatement(
                CHANNEL, MERCHANT, account.orderNo, account.reference, said, null, account.total, null, List.of());
    }

    ChannelStatement paid(Account account, Charge charge) {
        return paid(account, charge, List.copyOf(charge.refunds.values()));
    }

    private static ChannelStatement paid(Account account, Charge charge, List<RefundReport> refunds) {
        return new ChannelStatement(
                CHANNEL,
                MERCHANT,
                account.orderNo,
                account.reference,
                Said.PAID,
                charge.transactionId,
                charge.money,
                charge.at,
                refunds);
    }

    /** What the channel's answer to a question about a refund comes to as a statement. */
    RefundReport says(Account account, Charge charge, RefundReport report) {
        ChannelStatement unused = say(new ChannelStatement(
                CHANNEL,
                MERCHANT,
                account.orderNo,
                null,
                Said.PAID,
                charge.transactionId,
                null,
                null,
                List.of(report)));
        return report;
    }

    /** What the channel's answer to being told to close comes to as a statement. */
    void saysClosed(Account account) {
        ChannelStatement unused = say(new ChannelStatement(
                CHANNEL, MERCHANT, account.orderNo, null, Said.CLOSED, null, account.total, null, List.of()));
    }

    void saysNotKnown(String orderNo) {
        ChannelStatement unused = say(ChannelStatement.notKnown(CHANNEL, MERCHANT, orderNo));
    }

    /** Remembers that the channel itself says it. */
    ChannelStatement say(ChannelStatement statement) {
        said.add(statement);
        return statement;
    }

    /** Whether a statement of a charge tells it as it was, and as it was asked for. */
    public boolean isTrue(ChannelStatement statement) {
        Account account = accounts.get(statement.orderNo());
        Charge charge =
                statement.transactionId() == null ? null : charge(statement.orderNo(), statement.transactionId());
        return account != null
                && charge != null
                && charge.money.equals(statement.total())
                && charge.money.equals(account.total);
    }

    public boolean hasSaid(ChannelStatement statement) {
        return said.contains(statement);
    }
}
