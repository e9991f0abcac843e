package dev.trueup.simulator.wechatpay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.channels.wechatpay.PlatformSigner;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.channels.wechatpay.WechatPayJson;
import dev.trueup.channels.wechatpay.WechatPayOrder.Problem;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.channel.KeyRing;
import dev.trueup.simulator.channel.Refusal;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.credentials.Fresh;
import dev.trueup.simulator.delivery.RetrySchedule;
import dev.trueup.simulator.ledger.ChannelHabits;
import dev.trueup.simulator.ledger.ChannelHabits.Custom;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** WeChat Pay: everything signed by the platform's key, notices encrypted, no word of a failed or closed payment. */
public final class WechatPayChannel implements SimulatedChannel {
    private static final int NONCE = 32;

    private final WechatPayCredentials credentials;
    private final KeyRing<PlatformSigner> signers;
    private final PlatformSigner stranger;
    private final WechatPayComposer composer;
    private final InstantSource clock = InstantSource.system(); // signatures carry wall time
    private final SecureRandom random = new SecureRandom();

    public WechatPayChannel(WechatPayCredentials credentials, WechatPaySecrets secrets) {
        this.credentials = credentials;
        this.signers = new KeyRing<>(secrets.platformKeys().stream()
                .map(WechatPaySecrets.PlatformKey::signer)
                .toList());
        this.stranger = new PlatformSigner(
                credentials.platformPublicKeyId(),
                RsaKeys.pem(RsaKeys.pair(random).getPrivate()));
        this.composer = new WechatPayComposer(new WechatPayViews(credentials.appid()), credentials.apiV3Key());
    }

    @Override
    public String id() {
        return ChannelIds.WECHAT_PAY;
    }

    @Override
    public ChannelHabits habits() {
        return new ChannelHabits(
                RetrySchedule.WECHAT,
                Set.of(What.PAYMENT_SUCCEEDED, What.REFUND_SUCCEEDED, What.REFUND_FAILED),
                Set.of(Custom.PROBES_SIGNATURES));
    }

    @Override
    public Callback compose(Order order, Notice notice, Instant signedAt) {
        return composer.compose(order, notice, signedAt, signers.current(), stranger);
    }

    @Override
    public boolean acknowledges(int status, byte[] body) {
        return status == 200 || status == 204;
    }

    @Override
    public Call call(ChannelRequest request) {
        WechatPayCall call = WechatPayCall.of(request);
        return new Call(
                switch (call.operation()) {
                    case PREPAY -> Call.Kind.CREATE;
                    case QUERY, QUERY_BY_TRANSACTION -> Call.Kind.QUERY;
                    case CLOSE -> Call.Kind.CLOSE;
                    case REFUND -> Call.Kind.REFUND;
                    case QUERY_REFUND -> Call.Kind.QUERY_REFUND;
                    case OTHER -> Call.Kind.OTHER;
                },
                orderNo(request, call));
    }

    private static @Nullable String orderNo(ChannelRequest request, WechatPayCall call) {
        return switch (call.operation()) {
            case QUERY, CLOSE -> call.number();
            case PREPAY, REFUND -> {
                try {
                    yield WechatPayJson.MAPPER
                            .readTree(request.body())
                            .path("out_trade_no")
                            .stringValue(null);
                } catch (JacksonException e) {
                    yield null; // refused later
                }
            }
            case QUERY_BY_TRANSACTION, QUERY_REFUND, OTHER -> null;
        };
    }

    /** Not signed: WeChat Pay has not looked at the request's own signature yet. */
    @Override
    public ChannelAnswer refuse(Refusal why) {
        return switch (why) {
            case THROTTLED -> problem(429, "FREQUENCY_LIMITED", "频率超限");
            case DOWN -> problem(503, "SERVICE_UNAVAILABLE", "服务不可用，过载保护");
            case BROKEN -> problem(500, "SYSTEM_ERROR", "系统异常，请用相同参数重新调用");
            case TOO_LARGE -> problem(413, "PARAM_ERROR", "the body is larger than 64 KiB");
        };
    }

    /** A refusal in WeChat Pay's form, not signed. */
    static ChannelAnswer problem(int status, String code, String message) {
        return ChannelAnswer.json(status, WechatPayJson.MAPPER.writeValueAsString(new Problem(code, message)));
    }

    /** The same answer signed by the key in use. */
    ChannelAnswer signed(ChannelAnswer answer) {
        ChannelAnswer signed = answer;
        Map<String, String> headers =
                signers.current().headers(clock.instant(), Fresh.hex(random, NONCE), answer.body());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            signed = signed.with(header.getKey(), header.getValue());
        }
        return signed;
    }

    @Override
    public Object credentials() {
        return credentials;
    }

    @Override
    public Map<String, String> sign(byte[] body, Instant signedAt) {
        return signers.current().headers(signedAt, Fresh.hex(random, NONCE), body);
    }

    @Override
    public boolean rotateKeys() {
        return signers.rotate();
    }
}
