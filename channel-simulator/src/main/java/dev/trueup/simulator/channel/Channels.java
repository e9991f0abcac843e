package dev.trueup.simulator.channel;

import dev.trueup.simulator.ledger.ChannelHabits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The channels that are set up, by id. */
public final class Channels {
    private final Map<String, SimulatedChannel> byId = new TreeMap<>();

    public Channels(Collection<SimulatedChannel> channels) {
        channels.forEach(channel -> {
            if (byId.put(channel.id(), channel) != null) {
                throw new IllegalArgumentException("two channels have the id " + channel.id());
            }
        });
    }

    public Optional<SimulatedChannel> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The channel that a request to this path of the simulator is for. */
    public Optional<SimulatedChannel> at(String path) {
        return byId.values().stream()
                .filter(channel -> path.equals(channel.path()) || path.startsWith(channel.path() + "/"))
                .findFirst();
    }

    public List<SimulatedChannel> all() {
        return List.copyOf(byId.values());
    }

    public Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** Each channel's habits, by its id. */
    public Map<String, ChannelHabits> habits() {
        Map<String, ChannelHabits> habits = new TreeMap<>();
        byId.forEach((id, channel) -> habits.put(id, channel.habits()));
        return habits;
    }
}
