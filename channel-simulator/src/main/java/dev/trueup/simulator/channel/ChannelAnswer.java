package dev.trueup.simulator.channel;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A channel's answer to a call, to the byte, since some channels sign their answers. Controllers may return it.
 *
 * @param headers content-type included where there is a body
 */
public record ChannelAnswer(int status, Map<String, String> headers, byte[] body) {
    public ChannelAnswer {
        headers = Map.copyOf(headers);
    }

    public static ChannelAnswer json(int status, String json) {
        return new ChannelAnswer(
                status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    public static ChannelAnswer empty(int status) {
        return new ChannelAnswer(status, Map.of(), new byte[0]);
    }

    /** The same with one header more. */
    public ChannelAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ChannelAnswer(status, more, body);
    }
}
