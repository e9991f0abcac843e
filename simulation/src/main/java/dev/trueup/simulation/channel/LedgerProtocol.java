package dev.trueup.simulation.channel;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.RefundReport.Extent;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.simulation.time.Chance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The simulated channel's callbacks: the fields in a line, and a signature that is quick to compute. */
public final class LedgerProtocol implements CallbackProtocol {
    private static final String SIGNATURE = "signature";
    private static final String NOTHING = "-";

    static byte[] body(ChannelStatement statement) {
        Money total = statement.total();
        return String.join(
                        "|",
                        statement.orderNo(),
                        text(statement.reference()),
                        statement.said().name(),
                        text(statement.transactionId()),
                        total == null ? NOTHING : Long.toString(total.amount()),
                        statement.occurredAt() == null
                                ? NOTHING
                                : Long.toString(statement.occurredAt().toEpochMilli()),
                        statement.refunds().stream().map(LedgerProtocol::text).collect(Collectors.joining(";")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(@Nullable String text) {
        return text == null ? NOTHING : text;
    }

    private static String text(RefundReport refund) {
        String itself = refund.refundNo() + "," + refund.money().amount() + "," + refund.progress();
        return refund.extent() == Extent.ITSELF ? itself : itself + "," + refund.extent();
    }

    private static RefundReport refund(String text) {
        String[] fields = text.split(",", -1);
        Money money = new Money(Long.parseLong(fields[1]), "CNY");
        Extent extent = fields.length == 3 ? Extent.ITSELF : Extent.valueOf(fields[3]);
        return new RefundReport(fields[0], money, RefundReport.Progress.valueOf(fields[2]), extent);
    }

    private static @Nullable String read(String text) {
        return text.equals(NOTHING) ? null : text;
    }

    static String signature(byte[] body) {
        long hash = 17;
        for (byte one : body) {
            hash = Chance.mixed(hash + one);
        }
        return Long.toHexString(hash);
    }

    @Override
    public String channel() {
        return Ledger.CHANNEL;
    }

    @Override
    public Set<String> signatureHeaders() {
        return Set.of(SIGNATURE);
    }

    public static ReceivedCallback message(byte[] body, String signature) {
        return new ReceivedCallback(Map.of(SIGNATURE, List.of(signature)), body);
    }

    @Override
    public Verification verify(ReceivedCallback callback, Instant now) {
        return callback.header(SIGNATURE).equals(List.of(signature(callback.body())))
                ? new Verification.Verified()
                : new Verification.Rejected(Reason.BAD_SIGNATURE);
    }

    @Override
    public Reading read(byte[] body) {
        String[] fields = new String(body, StandardCharsets.UTF_8).split("\\|", -1);
        String amount = read(fields[4]);
        String at = read(fields[5]);
        return new Reading.Told(new ChannelStatement(
                Ledger.CHANNEL,
                Ledger.MERCHANT,
                fields[0],
                read(fields[1]),
                Said.valueOf(fields[2]),
                read(fields[3]),
                amount == null ? null : new Money(Long.parseLong(amount), "CNY"),
                at == null ? null : Instant.ofEpochMilli(Long.parseLong(at)),
                fields[6].isEmpty()
                        ? List.of()
                        : Stream.of(fields[6].split(";"))
                                .map(LedgerProtocol::refund)
                                .toList()));
    }

    @Override
    public @Nullable String orderNoHint(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).split("\\|", 2)[0];
    }

    @Override
    public CallbackAnswer accepted() {
        return CallbackAnswer.empty(204);
    }

    @Override
    public CallbackAnswer refused() {
        return CallbackAnswer.empty(400);
    }

    @Override
    public CallbackAnswer tooLarge() {
        return CallbackAnswer.empty(413);
    }

    @Override
    public CallbackAnswer comeAgain() {
        return CallbackAnswer.empty(503);
    }
}
