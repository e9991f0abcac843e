package dev.trueup.channels.sandbox;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelAdvice;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.PaymentChannel;
import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;

/** The sandbox channel. */
public final class SandboxChannel implements PaymentChannel {
    @Override
    public String id() {
        return ChannelIds.SANDBOX;
    }

    /** Our own simulator takes what it is given. */
    @Override
    public ChannelAdvice advice() {
        return ChannelAdvice.GENERAL.at(1000);
    }

    @Override
    public MerchantSide open(Path directory) {
        return new Merchant(SandboxCredentialsFile.read(directory));
    }

    private record Merchant(SandboxCredentials credentials) implements MerchantSide {
        @Override
        public String id() {
            return ChannelIds.SANDBOX;
        }

        @Override
        public String merchantId() {
            return credentials.merchantId();
        }

        @Override
        public CallbackProtocol callbacks() {
            return new SandboxCallbacks(credentials);
        }

        @Override
        public ChannelClient client(URI notifyUrl, HttpExchange http) {
            return new SandboxClient(credentials, notifyUrl, http);
        }
    }
}
