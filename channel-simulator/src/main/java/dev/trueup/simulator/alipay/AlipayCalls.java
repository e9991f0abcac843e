package dev.trueup.simulator.alipay;

import dev.trueup.channels.alipay.AlipayApi;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.alipay.AlipayGateway;
import dev.trueup.channels.alipay.GatewayRequest;
import dev.trueup.channels.alipay.Yuan;
import dev.trueup.channels.json.StrictJson;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.ledger.ChannelPayments;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Opening;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.ledger.RefundAnswer;
import dev.trueup.simulator.ledger.Status;
import dev.trueup.simulator.plan.Fault;
import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What the gateway does with its merchant's calls. */
public final class AlipayCalls {
    private static final String INVALID = "ACQ.INVALID_PARAMETER";
    private static final String NOT_THERE = "ACQ.TRADE_NOT_EXIST";
    private static final String WRONG_STATUS = "ACQ.TRADE_STATUS_ERROR";

    private final AlipayCredentials credentials;
    private final PublicKey merchantKey;
    private final AlipayChannel channel;
    private final AlipayRequests requests;
    private final ChannelPayments payments;

    public AlipayCalls(
            AlipayCredentials credentials,
            AlipaySecrets secrets,
            AlipayChannel channel,
            AlipayRequests requests,
            ChannelPayments payments) {
        this.credentials = credentials;
        this.merchantKey = secrets.merchantKey();
        this.channel = channel;
        this.requests = requests;
        this.payments = payments;
    }

    /** The answer to {@code POST /gateway.do}, always HTTP 200, as Alipay's; unsigned to whom Alipay does not know. */
    public ChannelAnswer answer(ChannelRequest asked) {
        return ChannelAnswer.json(200, answered(AlipayChannel.read(asked)));
    }

    private String answered(@Nullable GatewayRequest request) {
        if (request == null || request.text("method").isEmpty()) {
            return AlipayGateway.error(
                    "40001", "Missing Required Arguments", "isv.missing-method", "method is missing or unreadable");
        }
        String method = request.text("method");
        if (!request.text("app_id").equals(credentials.appId())) {
            return AlipayGateway.unsigned(
                    method, "40002", "Invalid Arguments", "isv.invalid-app-id", "app_id is not known");
        }
        if (!request.isSignedBy(merchantKey)) {
            return AlipayGateway.unsigned(
                    method, "40002", "Invalid Arguments", "isv.invalid-signature", "the signature does not agree");
        }
        try {
            String content = request.text("biz_content");
            return switch (method) {
                case AlipayApi.PRECREATE ->
                    precreate(read(content, AlipayApi.Precreate.class), request.text("notify_url"));
                case AlipayApi.QUERY -> query(read(content, AlipayApi.TradeRef.class));
                case AlipayApi.CLOSE -> close(read(content, AlipayApi.TradeRef.class));
                case AlipayApi.REFUND -> refund(read(content, AlipayApi.Refund.class));
                case AlipayApi.REFUND_QUERY -> refundQuery(read(content, AlipayApi.RefundRef.class));
                default ->
                    channel.gateway()
                            .gatewayFailure(
                                    method, "40002", "Invalid Arguments", "isv.invalid-method", "method is not known");
            };
        } catch (JacksonException e) {
            return failure(method, INVALID, StrictJson.wrong(e));
        }
    }

    private static <T> T read(String content, Class<T> type) {
        return StrictJson.MAPPER.readValue(content, type);
    }

    private String precreate(AlipayApi.Precreate asked, String notifyUrl) {
        Optional<String> complaint = requests.complaint(asked, notifyUrl);
        if (complaint.isPresent()) {
            return failure(AlipayApi.PRECREATE, INVALID, complaint.get());
        }
        return switch (payments.open(requests.order(asked, notifyUrl, payments.find(asked.outTradeNo())))) {
            case Opening.Opened(Payment payment, Payment told) -> code(told);
            case Opening.Known(Payment payment) -> code(payment);
            case Opening.NumberTaken() ->
                failure(AlipayApi.PRECREATE, "ACQ.CONTEXT_INCONSISTENT", "out_trade_no is the number of another trade");
            case Opening.AlreadyExpired() -> failure(AlipayApi.PRECREATE, INVALID, "time_expire must be in the future");
        };
    }

    /** What it answers names the order and no amount: of a lie about that only a code that leads elsewhere is left. */
    private String code(Payment payment) {
        return switch (payment.status()) {
            case SUCCEEDED -> failure(AlipayApi.PRECREATE, "ACQ.TRADE_HAS_SUCCESS", "the trade is paid");
            case FAILED, CLOSED -> failure(AlipayApi.PRECREATE, "ACQ.TRADE_HAS_CLOSE", "the trade is closed");
            case PENDING -> {
                String leadsTo = Integer.toHexString(
                        Objects.hash(payment.orderNo(), payment.order().amount()));
                yield success(
                        AlipayApi.PRECREATE,
                        new AlipayApi.Precreated(payment.orderNo(), "https://qr.alipay.com/bax" + leadsTo));
            }
        };
    }

    private String query(AlipayApi.TradeRef asked) {
        return trade(AlipayApi.QUERY, asked.outTradeNo(), asked.tradeNo(), payment -> {
            Charge charge = payment.charge(asked.tradeNo()).orElse(null);
            return success(AlipayApi.QUERY, AlipayViews.trade(payment, charge));
        });
    }

    /** What the buyer has not scanned cannot be closed, and may still be paid; some buyers scan in this very moment. */
    private String close(AlipayApi.TradeRef asked) {
        return find(asked.outTradeNo(), asked.tradeNo())
                .filter(payment -> isScanned(payment) || payment.faults().has(Fault.PAYS_AT_CLOSE))
                .filter(payment -> payment.status() == Status.PENDING)
                .flatMap(payment -> payments.close(payment.orderNo()))
                .filter(payment -> payment.status() == Status.CLOSED)
                .map(closed -> success(
                        AlipayApi.CLOSE,
                        new AlipayApi.Closed(closed.orderNo(), AlipayViews.firstTradeNo(closed.order()))))
                .orElseGet(() -> trade(
                        AlipayApi.CLOSE,
                        asked.outTradeNo(),
                        asked.tradeNo(),
                        payment -> failure(AlipayApi.CLOSE, WRONG_STATUS, "the trade is not in a state for that")));
    }

    private String refund(AlipayApi.Refund asked) {
        return trade(AlipayApi.REFUND, asked.outTradeNo(), asked.tradeNo(), payment -> {
            var money = Yuan.money(asked.refundAmount(), Yuan.CNY);
            if (money == null || money.amount() == 0) {
                return failure(AlipayApi.REFUND, INVALID, "refund_amount must be an amount with at most two decimals");
            }
            String refundNo = Objects.requireNonNullElse(asked.outRequestNo(), payment.orderNo());
            boolean repeated = payment.refund(refundNo)
                    .filter(refund -> refund.state() != Refund.State.FAILED)
                    .isPresent();
            return switch (payments.refund(payment.orderNo(), refundNo, asked.tradeNo(), money.amount())) {
                case RefundAnswer.Accepted(Refund refund) when refund.state() == Refund.State.FAILED -> tooMuch();
                case RefundAnswer.Accepted(Refund refund) -> refunded(payment, refund, repeated);
                case RefundAnswer.UnknownPayment() -> failure(AlipayApi.REFUND, NOT_THERE, "there is no such trade");
                case RefundAnswer.NotPaid() ->
                    failure(AlipayApi.REFUND, WRONG_STATUS, "the trade is not in a state for that");
                case RefundAnswer.NumberTaken() ->
                    failure(
                            AlipayApi.REFUND,
                            "ACQ.DISCORDANT_REPEAT_REQUEST",
                            "out_request_no is the number of another refund");
                case RefundAnswer.TooMuch(long left) -> tooMuch();
            };
        });
    }

    private String tooMuch() {
        return failure(AlipayApi.REFUND, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "refund_amount is more than what is left");
    }

    /**
     * The answer to a request that was taken.
     *
     * @param repeated whether an earlier request with the number has moved the money
     */
    private String refunded(Payment before, Refund refund, boolean repeated) {
        long soFar = before.refunded(refund.transactionId())
                + (repeated && refund.state() == Refund.State.SUCCEEDED ? 0 : refund.amount());
        return success(
                AlipayApi.REFUND,
                new AlipayApi.Refunded(
                        before.orderNo(),
                        refund.transactionId(),
                        repeated ? "N" : "Y",
                        AlipayViews.yuan(before, soFar)));
    }

    private String refundQuery(AlipayApi.RefundRef asked) {
        return trade(
                AlipayApi.REFUND_QUERY,
                asked.outTradeNo(),
                asked.tradeNo(),
                payment -> success(AlipayApi.REFUND_QUERY, AlipayViews.refund(payment, asked.outRequestNo())));
    }

    private String trade(
            String method, @Nullable String outTradeNo, @Nullable String tradeNo, Function<Payment, String> answer) {
        return find(outTradeNo, tradeNo)
                .filter(AlipayCalls::isScanned)
                .map(answer)
                .orElseGet(() -> failure(method, NOT_THERE, "there is no such trade"));
    }

    /** If both are named the trade's own number counts. */
    private Optional<Payment> find(@Nullable String outTradeNo, @Nullable String tradeNo) {
        return tradeNo == null
                ? Optional.ofNullable(outTradeNo).flatMap(payments::find)
                : payments.findByCharge(tradeNo);
    }

    /** A trade comes to be when its buyer scans the code: until something shows that he has, there is none. */
    private static boolean isScanned(Payment payment) {
        return !payment.charges().isEmpty()
                || payment.status() == Status.FAILED
                || payment.declined() > 0
                || payment.abandoned();
    }

    private String success(String method, Object told) {
        return channel.gateway().success(method, told);
    }

    private String failure(String method, String subCode, String subMsg) {
        return channel.gateway().failure(method, subCode, subMsg);
    }
}
