package dev.trueup.simulator.stripe;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.stripe.StripeCredentials;
import dev.trueup.simulator.credentials.ChannelCredentials;
import dev.trueup.simulator.credentials.Fresh;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Fresh credentials of Stripe's test mode, with a second signing secret to be rolled to. */
public final class StripeCredentialsMaker implements ChannelCredentials {
    /** The version whose objects the channel's side writes. */
    private static final String API_VERSION = "2026-07-29.dahlia";

    private static final int KEY_BYTES = 24;

    @Override
    public String channel() {
        return ChannelIds.STRIPE;
    }

    @Override
    public Map<String, byte[]> make(SecureRandom random, URI baseUrl) {
        var stripe = new StripeCredentials(
                "sk_test_" + hex(random),
                "whsec_" + hex(random),
                List.of("whsec_" + hex(random)),
                API_VERSION,
                null,
                baseUrl);
        return Map.of(channel() + ".json", Fresh.file(stripe));
    }

    private static String hex(SecureRandom random) {
        return HexFormat.of().formatHex(Fresh.bytes(random, KEY_BYTES));
    }
}
