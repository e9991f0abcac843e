package dev.trueup.simulator.channel;

import java.util.Map;

/** What is posted to the merchant. */
public record Callback(Map<String, String> headers, byte[] body) {
    public Callback {
        headers = Map.copyOf(headers);
    }
}
