package dev.trueup.channels.sandbox;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The sandbox channel's callbacks, on the merchant's side. */
public final class SandboxCallbacks implements CallbackProtocol {
    /** Ids become keys, headers and log lines: no spaces, no control characters. */
    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

    private static final Pattern REFERENCE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,64}");

    private final WebhookSignature signature;

    public SandboxCallbacks(SandboxCredentials credentials) {
        this.signature = new WebhookSignature(credentials.webhookKey());
    }

    @Override
    public String channel() {
        return ChannelIds.SANDBOX;
    }

    @Override
    public Set<String> signatureHeaders() {
        return Set.of(WebhookSignature.ID, WebhookSignature.TIMESTAMP, WebhookSignature.SIGNATURE);
    }

    @Override
    public Verification verify(ReceivedCallback callback, Instant now) {
        return signature.verify(callback, now);
    }

    @Override
    public Reading read(byte[] body) {
        try {
            return told(StrictJson.read(body, SandboxNotice.class));
        } catch (JacksonException e) {
            return noNotice(body, e);
        }
    }

    /** What is about something else need not look like a notice. */
    private static Reading noNotice(byte[] body, JacksonException wrong) {
        try {
            String type = StrictJson.MAPPER.readTree(body).path("type").stringValue("");
            if (type.isEmpty()) {
                return new Reading.Unreadable("sandbox callback: type is missing or not what it should be");
            }
            return type.startsWith("payment.") || type.startsWith("refund.")
                    ? new Reading.Unreadable("sandbox callback: " + StrictJson.wrong(wrong))
                    : new Reading.Irrelevant(type);
        } catch (JacksonException e) {
            return new Reading.Unreadable("sandbox callback: " + StrictJson.wrong(e));
        }
    }

    private static Reading told(SandboxNotice notice) {
        SandboxNotice.Data data = notice.data();
        String wrong = firstWrongField(notice, data);
        return wrong == null
                ? new Reading.Told(statement(notice.type(), data))
                : new Reading.Unreadable("sandbox callback: " + wrong + " is missing or not what it should be");
    }

    private static @Nullable String firstWrongField(SandboxNotice notice, SandboxNotice.Data data) {
        boolean refund = notice.type() == SandboxNotice.Type.REFUND_SUCCEEDED
                || notice.type() == SandboxNotice.Type.REFUND_FAILED;
        boolean charged = refund || notice.type() == SandboxNotice.Type.PAYMENT_SUCCEEDED;
        if (!isNumber(data.merchantId())) {
            return "data.merchantId";
        }
        if (!isNumber(data.orderNo())) {
            return "data.orderNo";
        }
        if (data.reference() != null && !REFERENCE.matcher(data.reference()).matches()) {
            return "data.reference";
        }
        if (data.transactionId() == null ? charged : !isNumber(data.transactionId())) {
            return "data.transactionId";
        }
        if (data.refundNo() == null ? refund : !isNumber(data.refundNo())) {
            return "data.refundNo";
        }
        if (data.amount() < 1) {
            return "data.amount";
        }
        return Money.isCurrencyCode(data.currency()) ? null : "data.currency";
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches();
    }

    private static ChannelStatement statement(SandboxNotice.Type type, SandboxNotice.Data data) {
        Money money = new Money(data.amount(), data.currency());
        return switch (type) {
            case PAYMENT_SUCCEEDED -> statement(data, Said.PAID, money, data.occurredAt(), List.of());
            case PAYMENT_FAILED -> statement(data, Said.FAILED, money, data.occurredAt(), List.of());
            case PAYMENT_CLOSED -> statement(data, Said.CLOSED, money, data.occurredAt(), List.of());
            case REFUND_SUCCEEDED -> refund(data, money, RefundReport.Progress.SUCCEEDED);
            case REFUND_FAILED -> refund(data, money, RefundReport.Progress.FAILED);
        };
    }

    /** A refund's notice proves the charge but tells neither its total nor when it happened. */
    private static ChannelStatement refund(SandboxNotice.Data data, Money money, RefundReport.Progress progress) {
        RefundReport report = new RefundReport(Objects.requireNonNull(data.refundNo()), money, progress);
        return statement(data, Said.PAID, null, null, List.of(report));
    }

    private static ChannelStatement statement(
            SandboxNotice.Data data,
            Said said,
            @Nullable Money total,
            @Nullable Instant occurredAt,
            List<RefundReport> refunds) {
        return new ChannelStatement(
                ChannelIds.SANDBOX,
                data.merchantId(),
                data.orderNo(),
                data.reference(),
                said,
                data.transactionId(),
                total,
                occurredAt,
                refunds);
    }

    @Override
    public @Nullable String orderNoHint(byte[] body) {
        try {
            String orderNo = StrictJson.MAPPER
                    .readTree(body)
                    .path("data")
                    .path("orderNo")
                    .stringValue("");
            return isNumber(orderNo) ? orderNo : null;
        } catch (JacksonException e) {
            return null; // whatever it is, it names no order
        }
    }

    @Override
    public CallbackAnswer accepted() {
        return CallbackAnswer.empty(204);
    }
}
