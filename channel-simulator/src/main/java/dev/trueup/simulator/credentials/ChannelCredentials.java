package dev.trueup.simulator.credentials;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;

/**
 * Makes fresh random credentials of one channel; a stateless class with a public constructor, named in
 * {@code META-INF/services/dev.trueup.simulator.credentials.ChannelCredentials}.
 */
public interface ChannelCredentials {
    /** The channel's id. */
    String channel();

    /**
     * Fresh credentials as files: {@code <id>.json} with what the merchant gets, which the services read; for a channel
     * with secrets of its own (its private key, say) also {@code <id>.channel.json}, which the simulator alone reads.
     *
     * @param baseUrl the root of the channel's API, without a trailing slash, such as {@code http://localhost:1237/sandbox}
     * @return each file's content by its name
     */
    Map<String, byte[]> make(SecureRandom random, URI baseUrl);
}
