package dev.trueup.channels.wechatpay;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.json.StrictJson;
import dev.trueup.channels.wechatpay.SignedApi.Outcome;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** The merchant's calls to WeChat Pay. Older interfaces of it write some codes without the underscore; both are read. */
public final class WechatPayClient implements ChannelClient {
    private static final Set<String> TAKEN =
            Set.of("OUT_TRADE_NO_USED", "ORDERPAID", "ORDER_PAID", "ORDER_CLOSED", "ORDERCLOSED");
    private static final Set<String> PAID = Set.of("ORDERPAID", "ORDER_PAID");
    private static final Set<String> CLOSED = Set.of("ORDER_CLOSED", "ORDERCLOSED");
    private static final Set<String> NOT_KNOWN = Set.of("ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS");

    /** Refusals of the request itself; any other may be mended at the channel. */
    private static final Set<String> DEFINITIVE = Set.of("PARAM_ERROR");

    private static final int LONGEST_DESCRIPTION = 127;
    private static final int LONGEST_REASON = 80;

    private final WechatPayCredentials credentials;
    private final WechatPayStatements statements;
    private final URI notifyUrl;
    private final SignedApi api;

    /**
     * A client of the merchant that {@code credentials} name.
     *
     * @param notifyUrl where the channel is to send its notices
     * @param clock wall time, for signatures
     */
    public WechatPayClient(WechatPayCredentials credentials, URI notifyUrl, HttpExchange http, InstantSource clock) {
        this.credentials = credentials;
        this.statements = new WechatPayStatements(credentials.appid());
        this.notifyUrl = notifyUrl;
        this.api = new SignedApi(credentials, http, clock);
    }

    @Override
    public String channel() {
        return ChannelIds.WECHAT_PAY;
    }

    @Override
    public String merchantId() {
        return credentials.mchid();
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        WechatPayOrder.Prepay order = new WechatPayOrder.Prepay(
                credentials.appid(),
                credentials.mchid(),
                shortened(request.subject() == null ? request.orderNo() : request.subject(), LONGEST_DESCRIPTION),
                request.orderNo(),
                WechatPayTime.text(request.expiresAt()),
                request.reference(),
                notifyUrl,
                new WechatPayOrder.Total(
                        request.total().amount(), request.total().currency()));
        return switch (api.post("/v3/pay/transactions/native", order)) {
            case Outcome.Success(byte[] body) ->
                read(
                        body,
                        WechatPayOrder.Code.class,
                        code -> new Created(Map.of("codeUrl", code.codeUrl()), asked(request), null),
                        nonsense -> nonsense);
            case Outcome.Problem(String code, String message) ->
                TAKEN.contains(code) ? new NumberTaken() : refused(code, message);
            case Outcome.None(NoAnswer answer) -> answer;
        };
    }

    /** The answer tells no more than that there is a code to be paid by. */
    private ChannelStatement asked(PaymentRequest request) {
        return new ChannelStatement(
                channel(), merchantId(), request.orderNo(), null, Said.UNPAID, null, null, null, List.of());
    }

    @Override
    public QueryAnswer query(PaymentHandle asked) {
        return switch (api.get(payment(asked.orderNo()) + "?mchid=" + encoded(credentials.mchid()))) {
            case Outcome.Success(byte[] body) ->
                read(
                        body,
                        WechatPayTransaction.class,
                        transaction -> told(asked.orderNo(), transaction),
                        nonsense -> nonsense);
            case Outcome.Problem(String code, String message) ->
                NOT_KNOWN.contains(code)
                        ? new Told(ChannelStatement.notKnown(channel(), merchantId(), asked.orderNo()))
                        : refused(code, message);
            case Outcome.None(NoAnswer answer) -> answer;
        };
    }

    private QueryAnswer told(String orderNo, WechatPayTransaction transaction) {
        return transaction.outTradeNo().equals(orderNo)
                ? new Told(statements.of(transaction))
                : new Unanswered("the answer is about another order number");
    }

    @Override
    public CloseAnswer close(PaymentHandle asked) {
        return switch (api.post(payment(asked.orderNo()) + "/close", new WechatPayOrder.Close(credentials.mchid()))) {
            case Outcome.Success success -> new Closed();
            case Outcome.Problem(String code, String message) when CLOSED.contains(code) -> new Closed();
            case Outcome.Problem(String code, String message) when PAID.contains(code) -> new AlreadyPaid();
            case Outcome.Problem(String code, String message) when NOT_KNOWN.contains(code) -> new NotKnown();
            case Outcome.Problem(String code, String message) -> refused(code, message);
            case Outcome.None(NoAnswer answer) -> answer;
        };
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        RefundHandle asked = request.refund();
        String reason = request.reason() == null ? null : shortened(request.reason(), LONGEST_REASON);
        WechatPayOrder.RefundOrder refund = new WechatPayOrder.RefundOrder(
                asked.transactionId(),
                null,
                asked.refundNo(),
                reason,
                notifyUrl,
                new WechatPayOrder.RefundAmount(
                        request.money().amount(),
                        request.charged().amount(),
                        request.money().currency()));
        return refundAnswer(asked, api.post("/v3/refund/domestic/refunds", refund));
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle asked) {
        return refundAnswer(asked, api.get("/v3/refund/domestic/refunds/" + encoded(asked.refundNo())));
    }

    private static RefundAnswer refundAnswer(RefundHandle asked, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success(byte[] body) ->
                read(body, WechatPayRefund.class, refund -> told(asked, refund), nonsense -> nonsense);
            case Outcome.Problem(String code, String message) ->
                NOT_KNOWN.contains(code) ? new NotKnown() : refused(code, message);
            case Outcome.None(NoAnswer answer) -> answer;
        };
    }

    private static RefundAnswer told(RefundHandle asked, WechatPayRefund refund) {
        return refund.outRefundNo().equals(asked.refundNo())
                        && refund.transactionId().equals(asked.transactionId())
                ? new RefundTold(WechatPayStatements.answered(refund))
                : new Unanswered("the answer is about another refund");
    }

    private static Refused refused(String code, String message) {
        return new Refused(DEFINITIVE.contains(code), code, message);
    }

    private static String payment(String orderNo) {
        return "/v3/pay/transactions/out-trade-no/" + encoded(orderNo);
    }

    private static String encoded(String text) {
        // a form's encoding writes a space as a plus, which a path would keep as one
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without cutting a character in two. */
    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** Reads a success's body; nonsense in it is no answer, since what the call did is as unknown as after a time-out. */
    private static <V, A> A read(byte[] body, Class<V> type, Function<V, A> answer, Function<Unanswered, A> nonsense) {
        try {
            return answer.apply(StrictJson.read(WechatPayJson.MAPPER, body, type));
        } catch (JacksonException e) {
            return nonsense.apply(new Unanswered("unreadable answer: " + StrictJson.wrong(e)));
        } catch (IllegalArgumentException e) {
            return nonsense.apply(new Unanswered("unreadable answer: " + e.getMessage()));
        }
    }
}
