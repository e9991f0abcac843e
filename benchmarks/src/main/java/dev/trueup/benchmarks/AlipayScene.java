package dev.trueup.benchmarks;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.Money;
import dev.trueup.channels.ReceivedCallback;
import dev.trueup.channels.alipay.AlipayCallbacks;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.channels.alipay.AlipayNotice;
import dev.trueup.channels.alipay.AlipayNoticeSigner;
import dev.trueup.channels.alipay.TradeStatus;
import dev.trueup.channels.rsa.RsaKeys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** SHA256withRSA over a form's parameters, sorted. */
final class AlipayScene implements Scene {
    private static final String APP = "2021000000000001";
    private static final String SELLER = "2088000000000001";

    private final KeyPair alipay = RsaKeys.pair(new SecureRandom());
    private final byte[] body;
    private final ReceivedCallback callback;
    private final CallbackProtocol protocol;

    AlipayScene() {
        AlipayNotice notice = new AlipayNotice(
                "2026112500222150001",
                NOW,
                ORDER_NO,
                "2026112522001400000001",
                TradeStatus.TRADE_SUCCESS,
                new Money(100, "CNY"),
                "两件 T 恤",
                "purchase-1",
                NOW,
                NOW,
                null,
                null);
        AlipayNoticeSigner signer = new AlipayNoticeSigner(APP, SELLER, alipay.getPrivate(), "utf-8");
        this.body = AlipayNoticeSigner.form(signer.signed(signer.parameters(notice)));
        this.callback = Scene.received(Map.of(), body);
        this.protocol = new AlipayCallbacks(new AlipayCredentials(
                APP,
                SELLER,
                RsaKeys.pem(alipay.getPrivate()),
                RsaKeys.pem(alipay.getPublic()),
                List.of(),
                URI.create("http://localhost:1237/alipay")));
    }

    @Override
    public CallbackProtocol protocol() {
        return protocol;
    }

    @Override
    public ReceivedCallback callback() {
        return callback;
    }

    @Override
    public Object bare() throws GeneralSecurityException {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String signature = Objects.requireNonNull(parameters.remove("sign"), "the form is signed");
        parameters.remove("sign_type");
        String signed = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(alipay.getPublic());
        rsa.update(signed.getBytes(StandardCharsets.UTF_8));
        return rsa.verify(Base64.getDecoder().decode(signature)) ? parameters : false;
    }
}
