package dev.trueup.foundation.credentials;

import dev.trueup.channels.LiveChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What is wrong with the channels' credentials, as details. They never take the service out: old credentials are in use
 * while the file's are not, and an expiry is the channel's to enforce.
 */
final class CredentialsHealth implements HealthIndicator {
    private final List<LiveChannel> channels;
    private final InstantSource clock;

    CredentialsHealth(List<LiveChannel> channels, InstantSource clock) {
        this.channels = channels;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        channels.forEach(channel -> health.withDetail(channel.id(), details(channel)));
        return health.build();
    }

    private Map<String, Object> details(LiveChannel channel) {
        Map<String, Object> details = new LinkedHashMap<>();
        String problem = channel.problem();
        details.put("file", problem == null ? "in use" : problem);
        Instant now = clock.instant();
        channel.expiries().forEach((field, at) -> details.put(field, (at.isAfter(now) ? "expires " : "expired ") + at));
        return details;
    }
}
