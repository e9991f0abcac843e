package dev.trueup.channels.alipay;

import dev.trueup.channels.alipay.Parameters.MalformedException;
import dev.trueup.channels.rsa.RsaSignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /gateway.do}: what is asked in the body, everything around it in the query string, and one
 * signature over both.
 */
public final class GatewayRequest {
    private final Parameters parameters;
    private final Charset charset;

    private GatewayRequest(Parameters parameters, Charset charset) {
        this.parameters = parameters;
        this.charset = charset;
    }

    /** The merchant's side: asks {@code method} for {@code content}. */
    static GatewayRequest signed(
            String appId, String method, String content, @Nullable URI notifyUrl, Instant now, PrivateKey merchantKey) {
        Map<String, String> texts = new HashMap<>();
        texts.put("app_id", appId);
        texts.put("method", method);
        texts.put("format", "JSON");
        texts.put("charset", "utf-8");
        texts.put("sign_type", AlipayApi.RSA2);
        texts.put("timestamp", BeijingTime.text(now));
        texts.put("version", "1.0");
        texts.put("biz_content", content);
        if (notifyUrl != null) {
            texts.put("notify_url", notifyUrl.toString());
        }
        texts.put(
                "sign",
                RsaSignature.sign(
                        merchantKey,
                        Parameters.of(texts, StandardCharsets.UTF_8).toSign("sign")));
        return new GatewayRequest(Parameters.of(texts, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    HttpRequest http(URI baseUrl) {
        return HttpRequest.newBuilder(URI.create(baseUrl + "/gateway.do?" + parameters.escapedWithout("biz_content")))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(BodyPublishers.ofString(parameters.escapedOnly("biz_content"), StandardCharsets.US_ASCII))
                .build();
    }

    /**
     * The channel's side: reads a request, before anything about it is believed.
     *
     * @param query undecoded; null without one
     * @return null when it is no form, or in no charset that Alipay knows
     */
    public static @Nullable GatewayRequest read(@Nullable String query, byte[] body) {
        try {
            byte[] inUrl = query == null ? new byte[0] : query.getBytes(StandardCharsets.ISO_8859_1);
            Parameters parameters = Parameters.read(inUrl, body);
            Charset charset = Charsets.named(parameters.text("charset", StandardCharsets.US_ASCII));
            return charset == null ? null : new GatewayRequest(parameters, charset);
        } catch (MalformedException e) {
            return null; // the gateway has one answer for all of these
        }
    }

    /** Whether the merchant's key has signed it. */
    public boolean isSignedBy(PublicKey merchantKey) {
        return text("sign_type").equals(AlipayApi.RSA2)
                && RsaSignature.agrees(List.of(merchantKey), parameters.toSign("sign"), text("sign"));
    }

    /** A parameter's text; empty when it is absent or no text. */
    public String text(String name) {
        try {
            return parameters.text(name, charset);
        } catch (MalformedException e) {
            return "";
        }
    }
}
