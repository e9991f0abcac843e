package dev.trueup.orders.channels;

import dev.trueup.channels.ChannelClient;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels that are set up. */
public final class Channels {
    private final Map<String, ChannelClient> clients;

    public Channels(Collection<? extends ChannelClient> clients) {
        this.clients =
                clients.stream().collect(Collectors.toUnmodifiableMap(ChannelClient::channel, Function.identity()));
    }

    /** The ids of all channels. */
    public Set<String> ids() {
        return clients.keySet();
    }

    /** The channel with this id, if it is set up. */
    public Optional<ChannelClient> find(String channel) {
        return Optional.ofNullable(clients.get(channel));
    }
}
