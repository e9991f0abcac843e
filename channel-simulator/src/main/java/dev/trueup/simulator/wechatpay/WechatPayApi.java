package dev.trueup.simulator.wechatpay;

import dev.trueup.channels.json.StrictJson;
import dev.trueup.channels.wechatpay.MerchantAuthorization;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.channels.wechatpay.WechatPayJson;
import dev.trueup.channels.wechatpay.WechatPayOrder;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.ledger.ChannelPayments;
import dev.trueup.simulator.ledger.Charge;
import dev.trueup.simulator.ledger.Opening;
import dev.trueup.simulator.ledger.Payment;
import dev.trueup.simulator.ledger.Refund;
import dev.trueup.simulator.ledger.RefundAnswer;
import dev.trueup.simulator.ledger.Status;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What WeChat Pay does with its merchant's calls. It signs its answer wherever the request's signature is right. */
public final class WechatPayApi {
    private final WechatPayCredentials credentials;
    private final MerchantAuthorization merchant;
    private final WechatPayChannel channel;
    private final WechatPayViews views;
    private final WechatPayRequests requests;
    private final ChannelPayments payments;
    private final InstantSource clock = InstantSource.system(); // signatures carry wall time

    public WechatPayApi(
            WechatPayCredentials credentials,
            WechatPayChannel channel,
            WechatPayRequests requests,
            ChannelPayments payments) {
        this.credentials = credentials;
        this.merchant = new MerchantAuthorization(credentials);
        this.channel = channel;
        this.views = new WechatPayViews(credentials.appid());
        this.requests = requests;
        this.payments = payments;
    }

    public ChannelAnswer answer(ChannelRequest request) {
        return isMerchants(request)
                ? channel.signed(answered(request))
                : WechatPayChannel.problem(401, "SIGN_ERROR", "the signature in Authorization does not agree");
    }

    /** Signed is WeChat Pay's own path; a merchant who is told of another root has that in front of it, or not. */
    private boolean isMerchants(ChannelRequest request) {
        String authorization = request.header("authorization").orElse("");
        String target = request.path() + (request.query() == null ? "" : "?" + request.query());
        return isMerchants(authorization, request, target)
                || isMerchants(authorization, request, channel.path() + target);
    }

    private boolean isMerchants(String authorization, ChannelRequest request, String target) {
        return merchant.verifies(authorization, request.method(), target, request.body(), clock.instant());
    }

    private ChannelAnswer answered(ChannelRequest request) {
        WechatPayCall call = WechatPayCall.of(request);
        try {
            return switch (call.operation()) {
                case PREPAY -> prepay(read(request, WechatPayOrder.Prepay.class));
                case QUERY -> ofMerchant(request.parameters().get("mchid"), () -> query(call.number()));
                case QUERY_BY_TRANSACTION ->
                    ofMerchant(request.parameters().get("mchid"), () -> queryByTransaction(call.number()));
                case CLOSE ->
                    ofMerchant(read(request, WechatPayOrder.Close.class).mchid(), () -> close(call.number()));
                case REFUND -> refund(read(request, WechatPayOrder.RefundOrder.class));
                case QUERY_REFUND -> queryRefund(call.number());
                case OTHER -> problem(404, "RESOURCE_NOT_EXISTS", "there is nothing at this path");
            };
        } catch (JacksonException e) {
            return problem(400, "PARAM_ERROR", StrictJson.wrong(e));
        }
    }

    private static <T> T read(ChannelRequest request, Class<T> type) {
        return WechatPayJson.MAPPER.readValue(request.body(), type);
    }

    private interface Operation {
        ChannelAnswer done();
    }

    private ChannelAnswer ofMerchant(@Nullable String mchid, Operation operation) {
        return credentials.mchid().equals(mchid)
                ? operation.done()
                : problem(400, "PARAM_ERROR", "mchid is not the one that the signature belongs to");
    }

    private ChannelAnswer prepay(WechatPayOrder.Prepay asked) {
        Optional<String> complaint = requests.complaint(asked);
        if (complaint.isPresent()) {
            return problem(400, "PARAM_ERROR", complaint.get());
        }
        return switch (payments.open(requests.order(asked, payments.find(asked.outTradeNo())))) {
            case Opening.Opened(Payment payment, Payment told) -> code(told);
            case Opening.Known(Payment payment) -> code(payment);
            case Opening.NumberTaken() -> problem(403, "OUT_TRADE_NO_USED", "商户订单号重复");
            case Opening.AlreadyExpired() -> problem(400, "PARAM_ERROR", "time_expire must be in the future");
        };
    }

    /** What it answers names neither amount nor state: of a lie only a code that leads elsewhere, or none, is left. */
    private static ChannelAnswer code(Payment payment) {
        return switch (payment.status()) {
            case SUCCEEDED -> problem(400, "ORDERPAID", "该订单已支付");
            case FAILED, CLOSED -> problem(400, "ORDER_CLOSED", "该订单已关闭");
            case PENDING -> {
                String leadsTo = Integer.toHexString(
                        Objects.hash(payment.orderNo(), payment.order().amount()));
                yield ok(
                        new WechatPayOrder.Code("weixin://wxpay/bizpayurl?pr=" + leadsTo + "&sr=" + payment.orderNo()));
            }
        };
    }

    private ChannelAnswer query(String orderNo) {
        return payments.find(orderNo)
                .map(payment -> ok(views.transaction(
                        payment, payment.charges().stream().findFirst().orElse(null))))
                .orElseGet(WechatPayApi::unknownOrder);
    }

    private ChannelAnswer queryByTransaction(String transactionId) {
        return payments.findByCharge(transactionId)
                .flatMap(payment -> payment.charge(transactionId).map(charge -> ok(views.transaction(payment, charge))))
                .orElseGet(WechatPayApi::unknownOrder);
    }

    private ChannelAnswer close(String orderNo) {
        return payments.close(orderNo)
                .map(payment -> payment.status() == Status.SUCCEEDED
                        ? problem(400, "ORDERPAID", "该订单已支付")
                        : ChannelAnswer.empty(204))
                .orElseGet(WechatPayApi::unknownOrder);
    }

    private ChannelAnswer refund(WechatPayOrder.RefundOrder asked) {
        Optional<String> complaint = WechatPayRequests.complaint(asked);
        if (complaint.isPresent()) {
            return problem(400, "PARAM_ERROR", complaint.get());
        }
        Optional<Payment> found = asked.transactionId() == null
                ? Optional.ofNullable(asked.outTradeNo()).flatMap(payments::find)
                : payments.findByCharge(asked.transactionId());
        if (found.isEmpty()) {
            return problem(404, "RESOURCE_NOT_EXISTS", "订单不存在");
        }
        Payment payment = found.get();
        boolean ofTheCharge = payment.charge(asked.transactionId())
                .map(Charge::amount)
                .filter(charged -> charged == asked.amount().total())
                .isPresent();
        if (payment.status() == Status.SUCCEEDED && !ofTheCharge) {
            return problem(400, "PARAM_ERROR", "amount.total is not the order's");
        }
        if (!payments.reserveRefund(asked.outRefundNo(), payment.orderNo())) {
            return problem(400, "INVALID_REQUEST", "out_refund_no is another order's refund");
        }
        return switch (payments.refund(
                payment.orderNo(),
                asked.outRefundNo(),
                asked.transactionId(),
                asked.amount().refund())) {
            case RefundAnswer.Accepted(Refund refund) -> ok(views.refund(payment, refund));
            case RefundAnswer.UnknownPayment() -> problem(404, "RESOURCE_NOT_EXISTS", "订单不存在");
            case RefundAnswer.NotPaid() -> problem(400, "INVALID_REQUEST", "订单未支付，不支持退款");
            case RefundAnswer.NumberTaken() -> problem(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致");
            case RefundAnswer.TooMuch(long left) -> problem(400, "INVALID_REQUEST", "申请退款金额超过可退金额: " + left);
        };
    }

    private ChannelAnswer queryRefund(String refundNo) {
        return payments.findByRefund(refundNo)
                .map(payment ->
                        ok(views.refund(payment, payment.refund(refundNo).orElseThrow())))
                .orElseGet(() -> problem(404, "RESOURCE_NOT_EXISTS", "退款单不存在"));
    }

    private static ChannelAnswer unknownOrder() {
        return problem(404, "ORDER_NOT_EXIST", "订单不存在");
    }

    private static ChannelAnswer problem(int status, String code, String message) {
        return WechatPayChannel.problem(status, code, message);
    }

    private static ChannelAnswer ok(Object body) {
        return ChannelAnswer.json(200, WechatPayJson.MAPPER.writeValueAsString(body));
    }
}
