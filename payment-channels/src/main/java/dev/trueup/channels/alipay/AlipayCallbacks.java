package dev.trueup.channels.alipay;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.alipay.Parameters.MalformedException;
import dev.trueup.channels.alipay.Trade.WrongFieldException;
import dev.trueup.channels.rsa.RsaSignature;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Alipay's notices on the merchant's side: a form whose parameters, but for {@code sign} and {@code sign_type}, are
 * signed. Alipay documents no time limit, and a notice may be a day old when it is sent for the last time, so none is
 * held to one; a repeated notice has no second effect.
 *
 * @see <a href="https://opendocs.alipay.com/open/270/105902">Alipay's rules for verifying a notice</a>
 */
public final class AlipayCallbacks implements CallbackProtocol {
    private static final String TRADE = "trade_status_sync";
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

    /** The fields of a trade that are read; what else is in a notice may be text of any kind. */
    private static final List<String> FIELDS = List.of(
            "seller_id",
            "out_trade_no",
            "trade_no",
            "trade_status",
            "total_amount",
            "buyer_pay_amount",
            "trans_currency",
            "passback_params",
            "gmt_payment",
            "gmt_close",
            "refund_fee",
            "out_biz_no");

    private final AlipayCredentials credentials;
    private final List<PublicKey> alipayKeys;

    public AlipayCallbacks(AlipayCredentials credentials) {
        this.credentials = credentials;
        this.alipayKeys = credentials.alipayKeys();
    }

    @Override
    public String channel() {
        return ChannelIds.ALIPAY;
    }

    /** None: the signature is one of the form's parameters. */
    @Override
    public Set<String> signatureHeaders() {
        return Set.of();
    }

    @Override
    public Verification verify(ReceivedCallback callback, Instant now) {
        try {
            Parameters parameters = Parameters.read(callback.body());
            parameters.requireUnambiguous();
            Charset charset = charset(parameters);
            if (!parameters.text("sign_type", charset).equals(AlipayApi.RSA2)) {
                return new Verification.Rejected(Reason.MALFORMED_HEADERS);
            }
            if (!RsaSignature.agrees(
                    alipayKeys, parameters.toSign("sign", "sign_type"), parameters.text("sign", charset))) {
                return new Verification.Rejected(Reason.BAD_SIGNATURE);
            }
            return isForThisMerchant(parameters, charset)
                    ? new Verification.Verified()
                    : new Verification.Rejected(Reason.OTHER_MERCHANT);
        } catch (MalformedException e) {
            return new Verification.Rejected(Reason.MALFORMED_HEADERS);
        }
    }

    /** Notices about other things than trades name no seller. */
    private boolean isForThisMerchant(Parameters parameters, Charset charset) throws MalformedException {
        return parameters.text("app_id", charset).equals(credentials.appId())
                && (!parameters.has("seller_id")
                        || parameters.text("seller_id", charset).equals(credentials.sellerId()));
    }

    private static Charset charset(Parameters parameters) throws MalformedException {
        Charset charset = Charsets.named(parameters.text("charset", StandardCharsets.US_ASCII));
        if (charset == null) {
            throw new MalformedException("charset is missing or not what it should be");
        }
        return charset;
    }

    @Override
    public Reading read(byte[] body) {
        try {
            Parameters parameters = Parameters.read(body);
            Charset charset = charset(parameters);
            String type = parameters.text("notify_type", charset);
            if (!TYPE.matcher(type).matches()) {
                throw new WrongFieldException("notify_type");
            }
            if (!type.equals(TRADE)) {
                return new Reading.Irrelevant(type);
            }
            Map<String, String> fields = new HashMap<>();
            for (String name : FIELDS) {
                fields.put(name, parameters.text(name, charset));
            }
            String sellerId = fields.getOrDefault("seller_id", "");
            if (!NUMBER.matcher(sellerId).matches()) {
                throw new WrongFieldException("seller_id");
            }
            return new Reading.Told(new Trade(sellerId, name -> fields.getOrDefault(name, "")).statement());
        } catch (MalformedException | WrongFieldException e) {
            return new Reading.Unreadable("alipay callback: " + e.getMessage());
        }
    }

    @Override
    public @Nullable String orderNoHint(byte[] body) {
        try {
            String orderNo = Parameters.read(body).text("out_trade_no", StandardCharsets.UTF_8);
            return NUMBER.matcher(orderNo).matches() ? orderNo : null;
        } catch (MalformedException e) {
            return null; // whatever it is, it names no order
        }
    }

    /** Exactly this word, or Alipay sends the notice again. */
    @Override
    public CallbackAnswer accepted() {
        return text(200, "success");
    }

    @Override
    public CallbackAnswer refused() {
        return text(400, "fail");
    }

    @Override
    public CallbackAnswer tooLarge() {
        return text(413, "fail");
    }

    @Override
    public CallbackAnswer comeAgain() {
        return text(503, "fail");
    }

    private static CallbackAnswer text(int status, String body) {
        return new CallbackAnswer(status, "text/plain", body);
    }
}
