package dev.trueup.simulator.alipay;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.alipay.AlipayApi;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.alipay.AlipayGateway;
import dev.trueup.channels.alipay.AlipayNoticeSigner;
import dev.trueup.channels.alipay.GatewayRequest;
import dev.trueup.channels.json.StrictJson;
import dev.trueup.channels.rsa.RsaKeys;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.Callback;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.channel.KeyRing;
import dev.trueup.simulator.channel.Refusal;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.delivery.RetrySchedule;
import dev.trueup.simulator.ledger.ChannelHabits;
import dev.trueup.simulator.ledger.ChannelHabits.Custom;
import dev.trueup.simulator.ledger.Notice;
import dev.trueup.simulator.ledger.Notice.What;
import dev.trueup.simulator.ledger.Order;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Alipay: a form signed by RSA2 for everything, one gateway for all calls, no word of a failed payment. */
public final class AlipayChannel implements SimulatedChannel {
    private static final String GATEWAY = "/gateway.do";
    private static final String CHARSET = "utf-8";
    private static final byte[] ACKNOWLEDGEMENT = "success".getBytes(StandardCharsets.US_ASCII);

    private final AlipayCredentials credentials;
    private final KeyRing<Signers> signers;
    private final AlipayNoticeSigner stranger;

    /** What signs by one of Alipay's keys. */
    private record Signers(AlipayNoticeSigner notices, AlipayGateway answers) {}

    public AlipayChannel(AlipayCredentials credentials, AlipaySecrets secrets) {
        this.credentials = credentials;
        this.signers = new KeyRing<>(secrets.alipayKeys().stream()
                .map(key -> new Signers(notices(key), new AlipayGateway(key)))
                .toList());
        this.stranger = notices(RsaKeys.pair(new SecureRandom()).getPrivate());
    }

    private AlipayNoticeSigner notices(PrivateKey key) {
        return new AlipayNoticeSigner(credentials.appId(), credentials.sellerId(), key, CHARSET);
    }

    @Override
    public String id() {
        return ChannelIds.ALIPAY;
    }

    @Override
    public ChannelHabits habits() {
        return new ChannelHabits(
                RetrySchedule.ALIPAY,
                Set.of(What.PAYMENT_SUCCEEDED, What.PAYMENT_CLOSED, What.REFUND_SUCCEEDED),
                Set.of(Custom.RETRIES_FAILED_REFUNDS));
    }

    @Override
    public Callback compose(Order order, Notice notice, Instant signedAt) {
        return AlipayComposer.compose(order, notice, signers.current().notices(), stranger);
    }

    /** Signs answers by the key in use. */
    AlipayGateway gateway() {
        return signers.current().answers();
    }

    /** Exactly this word. */
    @Override
    public boolean acknowledges(int status, byte[] body) {
        return status == 200 && Arrays.equals(ACKNOWLEDGEMENT, body);
    }

    @Override
    public Call call(ChannelRequest request) {
        GatewayRequest asked = read(request);
        if (asked == null || !request.path().equals(GATEWAY)) {
            return new Call(Call.Kind.OTHER, null);
        }
        Call.Kind kind = switch (asked.text("method")) {
            case AlipayApi.PRECREATE -> Call.Kind.CREATE;
            case AlipayApi.QUERY -> Call.Kind.QUERY;
            case AlipayApi.CLOSE -> Call.Kind.CLOSE;
            case AlipayApi.REFUND -> Call.Kind.REFUND;
            case AlipayApi.REFUND_QUERY -> Call.Kind.QUERY_REFUND;
            default -> Call.Kind.OTHER;
        };
        return new Call(kind, orderNo(asked.text("biz_content")));
    }

    static @Nullable GatewayRequest read(ChannelRequest request) {
        return GatewayRequest.read(request.query(), request.body());
    }

    private static @Nullable String orderNo(String content) {
        try {
            return StrictJson.MAPPER.readTree(content).path("out_trade_no").stringValue(null);
        } catch (JacksonException e) {
            return null; // the gateway refuses it later
        }
    }

    /** The gateway's own errors name no method: it has not looked so far into the request. */
    @Override
    public ChannelAnswer refuse(Refusal why) {
        return switch (why) {
            case THROTTLED ->
                ChannelAnswer.json(
                        200, AlipayGateway.error("40005", "Call Limited", "isv.app-call-limited", "too many calls"));
            case DOWN -> ChannelAnswer.empty(503);
            case BROKEN ->
                ChannelAnswer.json(
                        200,
                        AlipayGateway.error(
                                "20000", "Service Currently Unavailable", "isp.unknow-error", "the system is busy"));
            case TOO_LARGE -> ChannelAnswer.empty(413);
        };
    }

    @Override
    public Object credentials() {
        return credentials;
    }

    /** The body is the notice's parameters as a JSON object of texts; back comes the whole form. */
    @Override
    public Map<String, String> sign(byte[] body, Instant signedAt) {
        Map<String, String> parameters;
        try {
            parameters = new TreeMap<>(StrictJson.MAPPER.readValue(body, new TypeReference<Map<String, String>>() {}));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the body must be a JSON object of the notice's parameters: " + StrictJson.wrong(e), e);
        }
        parameters.putIfAbsent("charset", CHARSET);
        return signers.current().notices().signed(parameters);
    }

    @Override
    public boolean rotateKeys() {
        return signers.rotate();
    }
}
