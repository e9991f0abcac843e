package dev.trueup.channels;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The channels that there are, and those of them that are on. */
public final class PaymentChannels {
    private PaymentChannels() {}

    /** Every channel on the class path, by id. */
    public static List<PaymentChannel> all() {
        return ServiceLoader.load(PaymentChannel.class, PaymentChannels.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(PaymentChannel::id))
                .toList();
    }

    /**
     * Those whose credentials lie in {@code directory}: a channel is on where its file is there, off where it is absent.
     *
     * @throws UnusableCredentialsException when there is none at all, or one cannot be used
     */
    public static List<LiveChannel> on(Path directory) {
        List<PaymentChannel> all = all();
        List<LiveChannel> on = all.stream()
                .filter(channel -> Files.exists(CredentialsFile.of(directory, channel.id())))
                .map(channel -> new LiveChannel(channel, directory))
                .toList();
        if (on.isEmpty()) {
            String files = all.stream().map(channel -> channel.id() + ".json").collect(Collectors.joining(", "));
            throw new UnusableCredentialsException(directory, "no channel's credentials are there (" + files + ")");
        }
        return on;
    }
}
