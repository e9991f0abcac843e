package dev.trueup.channels.wechatpay;

import dev.trueup.channels.CallbackAnswer;
import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.ChannelStatement;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.json.StrictJson;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** WeChat Pay's notices, on the merchant's side. */
public final class WechatPayCallbacks implements CallbackProtocol {
    private final PlatformSignature signature;
    private final ResourceCipher cipher;
    private final WechatPayStatements statements;

    public WechatPayCallbacks(WechatPayCredentials credentials) {
        this.signature = new PlatformSignature(credentials.platformKeys());
        this.cipher = credentials.cipher();
        this.statements = new WechatPayStatements(credentials.appid());
    }

    @Override
    public String channel() {
        return ChannelIds.WECHAT_PAY;
    }

    @Override
    public Set<String> signatureHeaders() {
        return PlatformSignature.HEADERS;
    }

    @Override
    public Verification verify(ReceivedCallback callback, Instant now) {
        return signature.verify(callback::header, callback.body(), now);
    }

    @Override
    public Reading read(byte[] body) {
        try {
            WechatPayNotice notice = StrictJson.read(WechatPayJson.MAPPER, body, WechatPayNotice.class);
            boolean refund = notice.eventType().startsWith(WechatPayNotice.REFUND);
            if (!refund && !notice.eventType().startsWith(WechatPayNotice.TRANSACTION)) {
                return new Reading.Irrelevant(notice.eventType());
            }
            byte[] plain = opened(notice.resource());
            return new Reading.Told(
                    refund
                            ? statements.of(StrictJson.read(WechatPayJson.MAPPER, plain, WechatPayRefund.class))
                            : statements.of(StrictJson.read(WechatPayJson.MAPPER, plain, WechatPayTransaction.class)));
        } catch (JacksonException e) {
            return new Reading.Unreadable("wechat-pay callback: " + StrictJson.wrong(e));
        } catch (IllegalArgumentException e) {
            return new Reading.Unreadable("wechat-pay callback: " + e.getMessage());
        }
    }

    private byte[] opened(WechatPayNotice.Resource resource) {
        if (!resource.algorithm().equals(ResourceCipher.ALGORITHM)) {
            throw new IllegalArgumentException("resource.algorithm is not " + ResourceCipher.ALGORITHM);
        }
        String associatedData = Objects.requireNonNullElse(resource.associatedData(), "");
        return cipher.decrypt(resource.ciphertext(), resource.nonce(), associatedData)
                .orElseThrow(() -> new IllegalArgumentException("resource.ciphertext opens by none of the APIv3 keys"));
    }

    /** Even an unverified notice names an order only to who has the key. */
    @Override
    public @Nullable String orderNoHint(byte[] body) {
        return read(body) instanceof Reading.Told(ChannelStatement statement) ? statement.orderNo() : null;
    }

    @Override
    public CallbackAnswer accepted() {
        return CallbackAnswer.empty(204);
    }

    @Override
    public CallbackAnswer refused() {
        return failed(401);
    }

    @Override
    public CallbackAnswer tooLarge() {
        return failed(413);
    }

    @Override
    public CallbackAnswer comeAgain() {
        return failed(503);
    }

    private static CallbackAnswer failed(int status) {
        return new CallbackAnswer(
                status,
                "application/json",
                WechatPayJson.MAPPER.writeValueAsString(new WechatPayOrder.Problem("FAIL", "失败")));
    }
}
