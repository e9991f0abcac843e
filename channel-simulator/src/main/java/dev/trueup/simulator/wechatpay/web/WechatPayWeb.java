package dev.trueup.simulator.wechatpay.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.wechatpay.WechatPayCredentials;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.credentials.CredentialsDirectory;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.ledger.Payments;
import dev.trueup.simulator.wechatpay.WechatPayApi;
import dev.trueup.simulator.wechatpay.WechatPayChannel;
import dev.trueup.simulator.wechatpay.WechatPayRequests;
import dev.trueup.simulator.wechatpay.WechatPaySecrets;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnChannel(ChannelIds.WECHAT_PAY)
class WechatPayWeb {
    private final WechatPayCredentials credentials;
    private final WechatPaySecrets secrets;

    WechatPayWeb(CredentialsDirectory directory) {
        this.credentials = CredentialsFile.read(directory.path(), ChannelIds.WECHAT_PAY, WechatPayCredentials.class);
        this.secrets = CredentialsFile.read(directory.path(), WechatPaySecrets.FILE, WechatPaySecrets.class);
    }

    @Bean
    WechatPayChannel wechatPayChannel() {
        return new WechatPayChannel(credentials, secrets);
    }

    @Bean
    WechatPayApi wechatPayApi(WechatPayChannel channel, Payments payments, ClockScale scale, InstantSource clock) {
        WechatPayRequests requests = new WechatPayRequests(credentials, scale, clock);
        return new WechatPayApi(credentials, channel, requests, payments.at(ChannelIds.WECHAT_PAY));
    }
}
