package dev.trueup.channels.alipay;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.alipay.Trade.WrongFieldException;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.json.StrictJson;
import java.net.URI;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The merchant's calls to Alipay. */
public final class AlipayClient implements ChannelClient {
    /** Alipay refuses these in a subject; a control character has no place in one. */
    private static final Pattern NOT_IN_SUBJECT = Pattern.compile("[/=&\\p{Cc}\\p{Cs}]+");

    private static final int LONGEST_SUBJECT = 128;
    private static final int LONGEST_REASON = 128;

    private final AlipayCredentials credentials;
    private final URI notifyUrl;
    private final HttpExchange http;
    private final InstantSource clock;
    private final PrivateKey merchantKey;
    private final List<PublicKey> alipayKeys;

    /**
     * A client of the merchant that {@code credentials} name.
     *
     * @param notifyUrl where the channel is to send its notices
     */
    public AlipayClient(AlipayCredentials credentials, URI notifyUrl, HttpExchange http) {
        this.credentials = credentials;
        this.notifyUrl = notifyUrl;
        this.http = http;
        this.clock = InstantSource.system(); // requests carry wall time
        this.merchantKey = credentials.merchantKey();
        this.alipayKeys = credentials.alipayKeys();
    }

    @Override
    public String channel() {
        return ChannelIds.ALIPAY;
    }

    @Override
    public String merchantId() {
        return credentials.sellerId();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        if (!request.total().currency().equals(Yuan.CNY)) {
            return new Refused(true, "currency", "alipay takes CNY only");
        }
        AlipayApi.Precreate asked = new AlipayApi.Precreate(
                request.orderNo(),
                Yuan.text(request.total()),
                subject(request),
                credentials.sellerId(),
                request.reference() == null ? null : Passback.escaped(request.reference()),
                BeijingTime.text(request.expiresAt()));
        return switch (call(AlipayApi.PRECREATE, asked, notifyUrl)) {
            case Reply.Success(GatewayAnswer answer) ->
                read(
                        answer,
                        AlipayApi.Precreated.class,
                        told -> told.outTradeNo().equals(request.orderNo()) ? created(told) : another(),
                        nonsense -> nonsense);
            case Reply.Failure(String code, NoAnswer why) ->
                switch (code) {
                    case "ACQ.CONTEXT_INCONSISTENT", "ACQ.TRADE_HAS_SUCCESS", "ACQ.TRADE_HAS_CLOSE" ->
                        new NumberTaken();
                    default -> why;
                };
        };
    }

    private Created created(AlipayApi.Precreated told) {
        ChannelStatement said = new ChannelStatement(
                channel(), merchantId(), told.outTradeNo(), null, Said.UNPAID, null, null, null, List.of());
        return new Created(Map.of("codeUrl", told.qrCode()), said, null);
    }

    private static String subject(PaymentRequest request) {
        String subject = NOT_IN_SUBJECT
                .matcher(Objects.requireNonNullElse(request.subject(), ""))
                .replaceAll(" ")
                .strip();
        return subject.isEmpty() ? request.orderNo() : cut(subject, LONGEST_SUBJECT);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        AlipayApi.TradeRef asked = new AlipayApi.TradeRef(payment.orderNo(), null);
        return switch (call(AlipayApi.QUERY, asked, null)) {
            case Reply.Success(GatewayAnswer answer) -> told(payment.orderNo(), answer);
            case Reply.Failure(String code, NoAnswer why) ->
                // so Alipay says until the buyer has scanned the code
                code.equals("ACQ.TRADE_NOT_EXIST")
                        ? new Told(ChannelStatement.notKnown(channel(), merchantId(), payment.orderNo()))
                        : why;
        };
    }

    private QueryAnswer told(String orderNo, GatewayAnswer answer) {
        try {
            ChannelStatement statement = new Trade(merchantId(), answer::text).statement();
            return statement.orderNo().equals(orderNo) ? new Told(statement) : another();
        } catch (WrongFieldException e) {
            return new Unanswered("unreadable answer: " + e.getMessage());
        }
    }

    /**
     * A trade that is not waiting for its buyer is paid, or was closed by an earlier try of the same call: whoever is told
     * that it may be paid asks.
     */
    @Override
    public CloseAnswer close(PaymentHandle payment) {
        AlipayApi.TradeRef asked = new AlipayApi.TradeRef(payment.orderNo(), null);
        return switch (call(AlipayApi.CLOSE, asked, null)) {
            case Reply.Success(GatewayAnswer answer) ->
                answer.text("out_trade_no").equals(payment.orderNo()) ? new Closed() : another();
            case Reply.Failure(String code, NoAnswer why) ->
                switch (code) {
                    case "ACQ.TRADE_NOT_EXIST" -> new NotKnown();
                    case "ACQ.TRADE_STATUS_ERROR", "ACQ.REASON_TRADE_STATUS_INVALID", "ACQ.REASON_ILLEGAL_STATUS" ->
                        new AlreadyPaid();
                    default -> why;
                };
        };
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        if (!request.money().currency().equals(Yuan.CNY)) {
            return new Refused(true, "currency", "alipay takes CNY only");
        }
        RefundHandle refund = request.refund();
        AlipayApi.Refund asked = new AlipayApi.Refund(
                refund.payment().orderNo(),
                refund.transactionId(),
                Yuan.text(request.money()),
                refund.refundNo(),
                request.reason() == null ? null : cut(request.reason(), LONGEST_REASON));
        return switch (call(AlipayApi.REFUND, asked, null)) {
            case Reply.Success(GatewayAnswer answer) ->
                answer.text("out_trade_no").equals(refund.payment().orderNo())
                        ? new RefundTold(
                                new RefundReport(refund.refundNo(), request.money(), RefundReport.Progress.PENDING))
                        : another();
            case Reply.Failure(String code, NoAnswer why) -> code.equals("ACQ.TRADE_NOT_EXIST") ? new NotKnown() : why;
        };
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        AlipayApi.RefundRef asked =
                new AlipayApi.RefundRef(refund.payment().orderNo(), refund.transactionId(), refund.refundNo());
        return switch (call(AlipayApi.REFUND_QUERY, asked, null)) {
            case Reply.Success(GatewayAnswer answer) ->
                read(answer, AlipayApi.RefundTold.class, told -> told(refund, told), nonsense -> nonsense);
            case Reply.Failure(String code, NoAnswer why) -> code.equals("ACQ.TRADE_NOT_EXIST") ? new NotKnown() : why;
        };
    }

    private static RefundAnswer told(RefundHandle asked, AlipayApi.RefundTold told) {
        if (told.refundStatus() == null) {
            return new NotKnown();
        }
        Money money = told.refundAmount() == null ? null : Yuan.money(told.refundAmount(), Yuan.CNY);
        if (money == null || !told.refundStatus().equals(AlipayApi.RefundTold.REFUND_SUCCESS)) {
            return new Unanswered("unreadable answer: refund_status or refund_amount is not what it should be");
        }
        return asked.refundNo().equals(told.outRequestNo())
                ? new RefundTold(new RefundReport(asked.refundNo(), money, RefundReport.Progress.SUCCEEDED))
                : another();
    }

    private static Unanswered another() {
        return new Unanswered("the answer is about another number");
    }

    private Reply call(String method, Object content, @Nullable URI notify) {
        GatewayRequest request = GatewayRequest.signed(
                credentials.appId(),
                method,
                StrictJson.MAPPER.writeValueAsString(content),
                notify,
                clock.instant(),
                merchantKey);
        return Reply.of(http.send(request.http(credentials.baseUrl())), method, alipayKeys);
    }

    private static <V, A> A read(
            GatewayAnswer answer, Class<V> type, Function<V, A> told, Function<Unanswered, A> nonsense) {
        try {
            return told.apply(StrictJson.MAPPER.treeToValue(answer.content(), type));
        } catch (JacksonException e) {
            return nonsense.apply(new Unanswered("unreadable answer: " + StrictJson.wrong(e)));
        }
    }
}
