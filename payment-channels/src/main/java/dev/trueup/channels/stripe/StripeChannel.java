package dev.trueup.channels.stripe;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelAdvice;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.PaymentChannel;
import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;

/** Stripe, as the services find it. */
public final class StripeChannel implements PaymentChannel {
    @Override
    public String id() {
        return ChannelIds.STRIPE;
    }

    /**
     * 100 requests a second in live mode; in a sandbox it is 25, which an installation there sets itself.
     *
     * @see <a href="https://docs.stripe.com/rate-limits">Rate limits</a>
     */
    @Override
    public ChannelAdvice advice() {
        return ChannelAdvice.GENERAL.at(80);
    }

    @Override
    public MerchantSide open(Path directory) {
        return new Merchant(CredentialsFile.read(directory, id(), StripeCredentials.class));
    }

    private record Merchant(StripeCredentials credentials) implements MerchantSide {
        @Override
        public String id() {
            return ChannelIds.STRIPE;
        }

        @Override
        public String merchantId() {
            return credentials.merchantId();
        }

        @Override
        public CallbackProtocol callbacks() {
            return new StripeCallbacks(credentials);
        }

        /** Stripe posts to the endpoints of its dashboard: {@code notifyUrl} is what is to be entered there. */
        @Override
        public ChannelClient client(URI notifyUrl, HttpExchange http) {
            return new StripeClient(credentials, http);
        }
    }
}
