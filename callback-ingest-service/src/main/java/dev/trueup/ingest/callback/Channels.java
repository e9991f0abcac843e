package dev.trueup.ingest.callback;

import dev.trueup.channels.CallbackProtocol;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels whose callbacks are taken, by their ids. */
public final class Channels {
    private final Map<String, CallbackProtocol> byId;

    /** Each protocol under its own channel's id. */
    public Channels(Collection<? extends CallbackProtocol> protocols) {
        this.byId = protocols.stream()
                .collect(Collectors.toUnmodifiableMap(CallbackProtocol::channel, Function.identity()));
    }

    public Set<String> ids() {
        return byId.keySet();
    }

    public Optional<CallbackProtocol> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
