package dev.trueup.channels.wechatpay;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.PaymentChannel;
import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** WeChat Pay. */
public final class WechatPayChannel implements PaymentChannel {
    @Override
    public String id() {
        return ChannelIds.WECHAT_PAY;
    }

    @Override
    public MerchantSide open(Path directory) {
        return new Merchant(CredentialsFile.read(directory, ChannelIds.WECHAT_PAY, WechatPayCredentials.class));
    }

    private record Merchant(WechatPayCredentials credentials) implements MerchantSide {
        @Override
        public String id() {
            return ChannelIds.WECHAT_PAY;
        }

        @Override
        public CallbackProtocol callbacks() {
            return new WechatPayCallbacks(credentials);
        }

        @Override
        public ChannelClient client(URI notifyUrl, HttpExchange http) {
            return new WechatPayClient(credentials, notifyUrl, http, InstantSource.system());
        }
    }
}
