package dev.trueup.channels.alipay;

import dev.trueup.channels.rsa.RsaSignature;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The channel's side of a notice: writes its parameters, signs them, and makes the form that is posted. */
public final class AlipayNoticeSigner {
    private final String appId;
    private final String sellerId;
    private final PrivateKey key;
    private final String charset;

    /**
     * Signs notices to one merchant.
     *
     * @param key Alipay's
     * @param charset {@code utf-8} or {@code gbk}
     */
    public AlipayNoticeSigner(String appId, String sellerId, PrivateKey key, String charset) {
        if (Charsets.named(charset) == null) {
            throw new IllegalArgumentException("charset must be utf-8 or gbk");
        }
        this.appId = appId;
        this.sellerId = sellerId;
        this.key = key;
        this.charset = charset;
    }

    /** The notice's parameters, not signed. */
    public NavigableMap<String, String> parameters(AlipayNotice notice) {
        NavigableMap<String, String> parameters = notice.parameters();
        parameters.put("app_id", appId);
        parameters.put("auth_app_id", appId);
        parameters.put("seller_id", sellerId);
        parameters.put("charset", charset);
        return parameters;
    }

    /** {@code parameters} with their signature, whatever they say; they are text in the charset that they name. */
    public NavigableMap<String, String> signed(Map<String, String> parameters) {
        NavigableMap<String, String> signed = new TreeMap<>(parameters);
        signed.put("sign_type", AlipayApi.RSA2);
        signed.put(
                "sign",
                RsaSignature.sign(key, Parameters.of(signed, charset(signed)).toSign("sign", "sign_type")));
        return signed;
    }

    /** The form that is posted as {@code application/x-www-form-urlencoded}. */
    public static byte[] form(Map<String, String> parameters) {
        return Parameters.of(parameters, charset(parameters)).escapedWithout().getBytes(StandardCharsets.US_ASCII);
    }

    private static Charset charset(Map<String, String> parameters) {
        Charset named = Charsets.named(parameters.getOrDefault("charset", ""));
        return named == null ? StandardCharsets.UTF_8 : named;
    }
}
