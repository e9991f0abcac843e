package dev.trueup.simulation.channel;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Progress;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.simulation.history.History;
import dev.trueup.simulation.network.Network;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The channel as the services call it: slow, lost, throttled, and sometimes lying where nobody may believe it. */
public final class LedgerChannel implements ChannelClient {
    private static final NoAnswer TIME_OUT = new Unanswered("time-out");
    private static final NoAnswer NOT_FOUND_YET = new Unanswered("not found yet");
    private static final String REFERENCE = "ref-";
    private static final long LATEST_FOUND = 60_000;
    private static final List<NoAnswer> NOT_TAKEN =
            List.of(TIME_OUT, new Throttled(), new Refused(false, "BUSY", "come again"));

    /** So many it takes where they are few. */
    public static final int CALLS_PER_SECOND = 3;

    private final History history;
    private final Ledger ledger;
    private final Plans plans;
    private final Buyer buyer;
    private final Network network;
    private final Watcher watcher;

    /** Who learns of what the channel is asked for. */
    public interface Watcher {
        /** A call leaves for the channel. */
        void called();

        /** The channel takes a refund. */
        void refundTaken(String orderNo, Ledger.Charge charge);

        /** The channel is asked for a refund that it knows. */
        void refundRepeated(String orderNo, RefundReport known, Money money);
    }

    public LedgerChannel(History history, Ledger ledger, Plans plans, Buyer buyer, Network network, Watcher watcher) {
        this.history = history;
        this.ledger = ledger;
        this.plans = plans;
        this.buyer = buyer;
        this.network = network;
        this.watcher = watcher;
    }

    @Override
    public String channel() {
        return Ledger.CHANNEL;
    }

    @Override
    public String merchantId() {
        return Ledger.MERCHANT;
    }

    @Override
    public boolean foundOnlyByCreating() {
        return ledger.findsLate();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        CreateAnswer answer = call(() -> opened(request));
        return answer == null ? noAnswer() : answer;
    }

    private CreateAnswer opened(PaymentRequest request) {
        Ledger.Account known = ledger.account(request.orderNo());
        if (known != null) {
            return ledger.tellsAgain() && (known.state == Said.UNPAID || ledger.findsLate())
                    ? created(known)
                    : new NumberTaken();
        }
        Plan plan = plans.of(request.reference());
        if (plan.refused()) {
            return new Refused(true, "NO_SUCH_GOODS", "the channel does not take this");
        }
        if (!now().isBefore(request.expiresAt()) && !ledger.keepsOpen()) {
            return new Refused(true, "EXPIRED", "its time is over");
        }
        Ledger.Account account =
                new Ledger.Account(request.orderNo(), request.total(), request.reference(), request.expiresAt());
        ledger.accounts().put(request.orderNo(), account);
        history.story().tell("channel", () -> "takes payments for " + request.orderNo());
        if (ledger.findsLate()) {
            account.foundFrom = now().toEpochMilli() + history.chance().between(0, LATEST_FOUND);
        }
        buyer.begin(account);
        return created(account);
    }

    private CreateAnswer created(Ledger.Account account) {
        ChannelStatement honest = ledger.opened(account);
        return new Created(
                Map.of("codeUrl", account.orderNo),
                plans.of(account.reference).lies() ? lie(honest) : honest,
                ledger.findsLate() ? REFERENCE + account.orderNo : null);
    }

    /** Whether the channel cannot say anything about it yet. */
    private boolean isNotFoundYet(PaymentHandle payment) {
        if (!ledger.findsLate() || payment.channelReference() != null) {
            return false;
        }
        Ledger.Account account = ledger.account(payment.orderNo());
        return account == null || now().toEpochMilli() < account.foundFrom;
    }

    private Instant now() {
        return Instant.ofEpochMilli(history.scheduler().now());
    }

    private static ChannelStatement lie(ChannelStatement honest) {
        return new ChannelStatement(
                honest.channel(),
                honest.merchantId(),
                honest.orderNo(),
                honest.reference(),
                Said.PAID,
                "tx-lie",
                honest.total(),
                null,
                List.of());
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        QueryAnswer answer =
                call(() -> isNotFoundYet(payment) ? NOT_FOUND_YET : new Told(ledger.statements(payment.orderNo())));
        return answer == null ? noAnswer() : answer;
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        CloseAnswer answer = call(() -> isNotFoundYet(payment) ? NOT_FOUND_YET : closed(payment.orderNo()));
        return answer == null ? noAnswer() : answer;
    }

    private CloseAnswer closed(String orderNo) {
        Ledger.Account account = ledger.account(orderNo);
        if (account == null || ledger.hides(account)) {
            ledger.saysNotKnown(orderNo);
            return new NotKnown();
        }
        if (!account.charges.isEmpty()) {
            return new AlreadyPaid();
        }
        if (!account.ended()) {
            history.story().tell("channel", () -> "closes " + orderNo);
            account.end(Said.CLOSED);
        }
        ledger.saysClosed(account);
        return new Closed();
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        RefundAnswer answer = call(() -> refunded(request));
        return answer == null ? noAnswer() : answer;
    }

    private RefundAnswer refunded(RefundRequest request) {
        String orderNo = request.refund().payment().orderNo();
        String refundNo = request.refund().refundNo();
        Ledger.Account account = ledger.account(orderNo);
        Ledger.Charge charge = ledger.charge(orderNo, request.refund().transactionId());
        if (account == null || charge == null) {
            return new NotKnown();
        }
        Money money = request.money();
        RefundReport known = charge.refunds.get(refundNo);
        if (known != null) {
            watcher.refundRepeated(orderNo, known, money);
            return new RefundTold(ledger.says(account, charge, known));
        }
        RefundReport report = new RefundReport(refundNo, money, Progress.PENDING);
        charge.refunds.put(refundNo, report);
        history.story().tell("channel", () -> "takes refund " + refundNo + " of " + money);
        watcher.refundTaken(orderNo, charge);
        buyer.refund(account, charge, report);
        boolean hasty = history.chance().oneIn(4); // claims success at once, which is not to be believed
        return new RefundTold(hasty ? new RefundReport(refundNo, money, Progress.SUCCEEDED) : report);
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle handle) {
        RefundAnswer answer = call(() -> {
            Ledger.Account account = ledger.account(handle.payment().orderNo());
            Ledger.Charge charge = ledger.charge(handle.payment().orderNo(), handle.transactionId());
            RefundReport report = charge == null ? null : charge.refunds.get(handle.refundNo());
            return account == null || charge == null || report == null
                    ? new NotKnown()
                    : new RefundTold(ledger.says(account, charge, report));
        });
        return answer == null ? noAnswer() : answer;
    }

    /** Null where the answer is lost, or the channel had none. */
    private <A> @Nullable A call(Supplier<A> effect) {
        watcher.called();
        network.travel();
        switch (network.fate()) {
            case LOST -> {
                network.timeOut();
                return null;
            }
            case LATE -> {
                network.late(() -> {
                    A unused = effect.get();
                });
                network.timeOut();
                return null;
            }
            case UNANSWERED -> {
                A unused = effect.get();
                network.timeOut();
                return null;
            }
            case ANSWERED -> {
                // below
            }
        }
        A answer = effect.get();
        network.travelBack();
        return answer;
    }

    private NoAnswer noAnswer() {
        return history.chance().of(NOT_TAKEN);
    }
}
