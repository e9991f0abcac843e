package dev.trueup.orders;

import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.MDC;

/** A channel that answers as the test says, by the order's reference, and honestly where it says nothing. */
class ScriptedChannel implements ChannelClient {
    static final String MERCHANT = "merchant-1";

    private final String id;
    private final Map<String, Function<PaymentRequest, CreateAnswer>> creates = new ConcurrentHashMap<>();
    private final Map<String, QueryAnswer> queries = new ConcurrentHashMap<>();
    private final Map<String, CloseAnswer> closes = new ConcurrentHashMap<>();
    private final Map<String, RefundAnswer> refundQueries = new ConcurrentHashMap<>();
    private final Map<String, RefundAnswer> refunds = new ConcurrentHashMap<>();
    private final List<RefundRequest> refunded = new CopyOnWriteArrayList<>();
    private final List<PaymentRequest> created = new CopyOnWriteArrayList<>();
    private final List<String> queried = new CopyOnWriteArrayList<>();
    private final Map<String, String> traces = new ConcurrentHashMap<>();

    ScriptedChannel(String id) {
        this.id = id;
    }

    void onCreate(String reference, Function<PaymentRequest, CreateAnswer> answer) {
        creates.put(reference, answer);
    }

    void onQuery(String orderNo, QueryAnswer answer) {
        queries.put(orderNo, answer);
    }

    void onClose(String orderNo, CloseAnswer answer) {
        closes.put(orderNo, answer);
    }

    void onRefund(String refundNo, RefundAnswer answer) {
        refunds.put(refundNo, answer);
    }

    /** What became of a refund, once asked for; before, the channel has accepted what it was asked for. */
    void onRefundQuery(String refundNo, RefundAnswer answer) {
        refundQueries.put(refundNo, answer);
    }

    /** The refunds requested of an order, each time that they were. */
    List<RefundRequest> refunds(String orderNo) {
        return refunded.stream()
                .filter(request -> request.refund().payment().orderNo().equals(orderNo))
                .toList();
    }

    long creates(String reference) {
        return created.stream()
                .filter(request -> reference.equals(request.reference()))
                .count();
    }

    long queries(String orderNo) {
        return queried.stream().filter(orderNo::equals).count();
    }

    /** As a part of which trace the order was last asked about, as the log shows it. */
    String traceOfQuery(String orderNo) {
        return traces.getOrDefault(orderNo, "never asked");
    }

    static CreateAnswer honest(PaymentRequest request) {
        return new Created(
                Map.of("payUrl", "http://channel/pay/" + request.orderNo()),
                statement(request.orderNo(), request, Said.UNPAID),
                null);
    }

    static ChannelStatement statement(String orderNo, PaymentRequest request, Said said) {
        return new ChannelStatement(
                ChannelIds.SANDBOX,
                MERCHANT,
                orderNo,
                request.reference(),
                said,
                said == Said.PAID ? "tx-" + orderNo : null,
                request.total(),
                null,
                List.of());
    }

    @Override
    public String channel() {
        return id;
    }

    @Override
    public String merchantId() {
        return MERCHANT;
    }

    @Override
    public CreateAnswer create(PaymentRequest request) {
        created.add(request);
        return creates.getOrDefault(String.valueOf(request.reference()), ScriptedChannel::honest)
                .apply(request);
    }

    @Override
    public QueryAnswer query(PaymentHandle payment) {
        String orderNo = payment.orderNo();
        queried.add(orderNo);
        traces.put(orderNo, String.valueOf(MDC.get("traceId")));
        return queries.getOrDefault(orderNo, new Told(ChannelStatement.notKnown(channel(), MERCHANT, orderNo)));
    }

    @Override
    public CloseAnswer close(PaymentHandle payment) {
        return closes.getOrDefault(payment.orderNo(), new NotKnown());
    }

    @Override
    public RefundAnswer refund(RefundRequest request) {
        refunded.add(request);
        String refundNo = request.refund().refundNo();
        return refunds.getOrDefault(
                refundNo, new RefundTold(new RefundReport(refundNo, request.money(), RefundReport.Progress.PENDING)));
    }

    @Override
    public RefundAnswer queryRefund(RefundHandle refund) {
        return refundQueries.getOrDefault(refund.refundNo(), new Unanswered("time-out"));
    }
}
