package dev.trueup.simulator.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.CallbackProtocol.Reading;
import dev.trueup.channels.CallbackProtocol.Reason;
import dev.trueup.channels.CallbackProtocol.Verification;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ChannelStatement.RefundReport;
import dev.trueup.channels.ChannelStatement.Said;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.alipay.AlipayCallbacks;
import dev.trueup.channels.sandbox.SandboxCallbacks;
import dev.trueup.channels.stripe.StripeCallbacks;
import dev.trueup.channels.wechatpay.WechatPayCallbacks;
import dev.trueup.simulator.TestCredentials;
import dev.trueup.simulator.alipay.AlipayChannel;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import dev.trueup.simulator.plan.Fault;
import dev.trueup.simulator.sandbox.SandboxChannel;
import dev.trueup.simulator.stripe.StripeChannel;
import dev.trueup.simulator.wechatpay.WechatPayChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each channel writes under each fault, in its own language, as the merchant's side verifies and reads it. */
class ComposedNoticesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ORDER_NO = "dcs01kdw0000000000000000001";
    private static final Verification BELIEVED = new Verification.Verified();
    private static final Verification REFUSED = new Verification.Rejected(Reason.BAD_SIGNATURE);

    /** A channel as it is played, its merchant's side, and the merchant. */
    record Played(SimulatedChannel channel, CallbackProtocol protocol, String merchantId) {
        @Override
        public String toString() {
            return channel.id();
        }
    }

    static List<Played> channels() {
        return List.of(
                new Played(
                        new SandboxChannel(TestCredentials.SANDBOX),
                        new SandboxCallbacks(TestCredentials.SANDBOX),
                        TestCredentials.SANDBOX.merchantId()),
                new Played(
                        new WechatPayChannel(TestCredentials.WECHAT_PAY, TestCredentials.WECHAT_PAY_SECRETS),
                        new WechatPayCallbacks(TestCredentials.WECHAT_PAY),
                        TestCredentials.WECHAT_PAY.mchid()),
                new Played(
                        new AlipayChannel(TestCredentials.ALIPAY, TestCredentials.ALIPAY_SECRETS),
                        new AlipayCallbacks(TestCredentials.ALIPAY),
                        TestCredentials.ALIPAY.sellerId()),
                new Played(
                        new StripeChannel(TestCredentials.STRIPE),
                        new StripeCallbacks(TestCredentials.STRIPE),
                        TestCredentials.STRIPE.merchantId()));
    }

    static Stream<Arguments> falsified() {
        Set<Fault> falsified = EnumSet.of(Fault.FORGED);
        Stream.of(Fault.values()).filter(Fault::isTampering).forEach(falsified::add);
        return channels().stream().flatMap(played -> falsified.stream().map(fault -> Arguments.of(played, fault)));
    }

    @ParameterizedTest
    @MethodSource("falsified")
    void whatIsFalsifiedIsRefused(Played played, Fault fault) {
        Callback callback = compose(played, success(fault == Fault.TAMPERED_AMOUNT ? 101 : 100, fault));
        assertThat(verdict(played, callback)).isEqualTo(REFUSED);
        if (fault.isTampering()) {
            assertThat(played.protocol().orderNoHint(callback.body())).isEqualTo(ORDER_NO);
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void aChangedStatusIsRefusedWhicheverWayItWasTurned(Played played) {
        Notice denial = notice(What.PAYMENT_FAILED, null, 100, null, Fault.TAMPERED_STATUS);
        assertThat(verdict(played, compose(played, denial))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void aTruthIsBelievedAndAWrongAmountIsTheChannelsOwnWord(Played played) {
        assertThat(told(played, success(100, null)).total()).isEqualTo(new Money(100, "CNY"));
        assertThat(told(played, success(101, Fault.WRONG_AMOUNT)).total()).isEqualTo(new Money(101, "CNY"));
        assertThat(told(played, success(100, null)).occurredAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void theNextKeySignsAfterARotation(Played played) {
        boolean rotated = played.channel().rotateKeys();
        try {
            assertThat(told(played, success(100, null)).said()).isEqualTo(Said.PAID);
            assertThat(rotated).isEqualTo(!(played.channel() instanceof SandboxChannel));
        } finally {
            played.channel().rotateKeys();
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void aRefundIsToldWithItsCharge(Played played) {
        Notice refund =
                new Notice("msg_1", What.REFUND_SUCCEEDED, "tx_1", 40, "r-2", 70L, NOW, NOW.plusSeconds(5), NOW, null);
        ChannelStatement told = told(played, refund);
        assertThat(told.said()).isEqualTo(Said.PAID);
        assertThat(told.transactionId()).isEqualTo("tx_1");
        RefundReport report = told.refunds().getFirst();
        assertThat(report.refundNo()).isEqualTo("r-2");
        assertThat(report.progress()).isEqualTo(RefundReport.Progress.SUCCEEDED);
        assertThat(report.money().amount()).isEqualTo(report.extent() == RefundReport.Extent.ALL_SO_FAR ? 70 : 40);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void everyTrySaysTheSame(Played played) {
        Notice notice = success(100, null);
        byte[] first = played.channel().compose(order(played), notice, NOW).body();
        byte[] again = played.channel()
                .compose(order(played), notice, NOW.plusSeconds(60))
                .body();
        assertThat(again).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void onlyTheChannelsOwnWordIsAnAcknowledgement(Played played) {
        var accepted = played.protocol().accepted();
        var refused = played.protocol().refused();
        assertThat(played.channel().acknowledges(accepted.status(), bytes(accepted.body())))
                .isTrue();
        assertThat(played.channel().acknowledges(refused.status(), bytes(refused.body())))
                .isFalse();
        assertThat(played.channel().acknowledges(503, new byte[0])).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ChannelStatement told(Played played, Notice notice) {
        Callback callback = compose(played, notice);
        assertThat(verdict(played, callback)).isEqualTo(BELIEVED);
        Reading reading = played.protocol().read(callback.body());
        assertThat(reading).isInstanceOf(Reading.Told.class);
        ChannelStatement told = ((Reading.Told) reading).statement();
        assertThat(told.orderNo()).isEqualTo(ORDER_NO);
        assertThat(told.merchantId()).isEqualTo(played.merchantId());
        return told;
    }

    private static Callback compose(Played played, Notice notice) {
        return played.channel().compose(order(played), notice, NOW);
    }

    private static Verification verdict(Played played, Callback callback) {
        Map<String, List<String>> headers = new TreeMap<>();
        callback.headers()
                .forEach((name, value) ->
                        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
        return played.protocol().verify(new ReceivedCallback(headers, callback.body()), NOW);
    }

    private static Notice success(long amount, @Nullable Fault fault) {
        return notice(What.PAYMENT_SUCCEEDED, "tx_1", amount, null, fault);
    }

    private static Notice notice(
            What what, @Nullable String transactionId, long amount, @Nullable String refundNo, @Nullable Fault fault) {
        return new Notice("msg_1", what, transactionId, amount, refundNo, null, null, NOW, NOW, fault);
    }

    private static Order order(Played played) {
        return new Order(
                played.channel().id(),
                played.merchantId(),
                ORDER_NO,
                "cart-1",
                "Tea",
                100,
                "CNY",
                "http://127.0.0.1:9/none",
                NOW.plusSeconds(7200));
    }
}
