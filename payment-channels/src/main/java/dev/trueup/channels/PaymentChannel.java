package dev.trueup.channels;

import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;

/**
 * A channel that an installation may use. Each package of a channel provides one, named in
 * {@code META-INF/services/dev.trueup.channels.PaymentChannel}; the services find it there and know no channel by name.
 */
public interface PaymentChannel {
    /** The channel's id; its credentials lie in {@code <id>.json}. */
    String id();

    /** How the channel wants to be called. */
    default ChannelAdvice advice() {
        return ChannelAdvice.GENERAL;
    }

    /**
     * The merchant's side of the channel, as the credentials in {@code directory} name the merchant.
     *
     * @throws UnusableCredentialsException naming the file and the field
     */
    MerchantSide open(Path directory);

    /** The channel as one merchant uses it. */
    interface MerchantSide {
        /** The channel's id. */
        String id();

        /** The merchant's id at the channel. */
        String merchantId();

        CallbackProtocol callbacks();

        /**
         * The merchant's calls.
         *
         * @param notifyUrl where the channel is to send its callbacks
         */
        ChannelClient client(URI notifyUrl, HttpExchange http);
    }
}
