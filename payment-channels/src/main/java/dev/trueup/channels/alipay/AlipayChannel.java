package dev.trueup.channels.alipay;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.PaymentChannel;
import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;

/** Alipay. */
public final class AlipayChannel implements PaymentChannel {
    @Override
    public String id() {
        return ChannelIds.ALIPAY;
    }

    @Override
    public MerchantSide open(Path directory) {
        return new Merchant(CredentialsFile.read(directory, ChannelIds.ALIPAY, AlipayCredentials.class));
    }

    private record Merchant(AlipayCredentials credentials) implements MerchantSide {
        @Override
        public String id() {
            return ChannelIds.ALIPAY;
        }

        @Override
        public String merchantId() {
            return credentials.sellerId();
        }

        @Override
        public CallbackProtocol callbacks() {
            return new AlipayCallbacks(credentials);
        }

        @Override
        public ChannelClient client(URI notifyUrl, HttpExchange http) {
            return new AlipayClient(credentials, notifyUrl, http);
        }
    }
}
