package dev.trueup.foundation.credentials;

import dev.trueup.channels.LiveChannel;
import java.util.List;

/** The channels that are on, as one bean: calls and callbacks go by the same credentials. */
public record MerchantChannels(List<LiveChannel> on) {
    public MerchantChannels {
        on = List.copyOf(on);
    }
}
