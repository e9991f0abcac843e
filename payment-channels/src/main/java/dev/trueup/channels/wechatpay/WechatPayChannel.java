package dev.trueup.channels.wechatpay;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelAdvice;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.PaymentChannel;
import dev.trueup.channels.http.HttpExchange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** WeChat Pay. */
public final class WechatPayChannel implements PaymentChannel {
    @Override
    public String id() {
        return ChannelIds.WECHAT_PAY;
    }

    /** 600 requests a second and merchant; asked after 5 s, 30 s, 1, 3, 5, 10 and 30 min, as its best practice has it. */
    @Override
    public ChannelAdvice advice() {
        return ChannelAdvice.GENERAL
                .at(480)
                .by(List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1)));
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
        public String merchantId() {
            return credentials.mchid();
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
