package dev.trueup.benchmarks;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ReceivedCallback;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One channel's callback about a payment, the protocol that takes it, and the least that anybody must do to take it. */
interface Scene {
    Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    String ORDER_NO = "dcs01kdw0000000000000000001";

    CallbackProtocol protocol();

    ReceivedCallback callback();

    /**
     * The bare cryptography and the bare parsing, by keys and patterns that are ready: no checks, no reading into anything.
     *
     * @return something of it, so that nothing is left away
     */
    Object bare() throws GeneralSecurityException;

    static ReceivedCallback received(Map<String, String> headers, byte[] body) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new ReceivedCallback(all, body);
    }

    /** The scene of a channel. */
    static Scene of(String channel) {
        return switch (channel) {
            case "sandbox" -> new SandboxScene();
            case "wechat-pay" -> new WechatPayScene();
            case "alipay" -> new AlipayScene();
            case "stripe" -> new StripeScene();
            default -> throw new IllegalArgumentException("no scene of " + channel);
        };
    }
}
