package dev.trueup.simulator.alipay.web;

import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.CredentialsFile;
import dev.trueup.channels.alipay.AlipayCredentials;
import dev.trueup.contracts.ClockScale;
import dev.trueup.simulator.alipay.AlipayCalls;
import dev.trueup.simulator.alipay.AlipayChannel;
import dev.trueup.simulator.alipay.AlipayRequests;
import dev.trueup.simulator.alipay.AlipaySecrets;
import dev.trueup.simulator.credentials.CredentialsDirectory;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.ledger.Payments;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnChannel(ChannelIds.ALIPAY)
class AlipayWeb {
    private final AlipayCredentials credentials;
    private final AlipaySecrets secrets;

    AlipayWeb(CredentialsDirectory directory) {
        this.credentials = CredentialsFile.read(directory.path(), ChannelIds.ALIPAY, AlipayCredentials.class);
        this.secrets = CredentialsFile.read(directory.path(), AlipaySecrets.FILE, AlipaySecrets.class);
    }

    @Bean
    AlipayChannel alipayChannel() {
        return new AlipayChannel(credentials, secrets);
    }

    @Bean
    AlipayCalls alipayCalls(AlipayChannel channel, Payments payments, ClockScale scale, InstantSource clock) {
        AlipayRequests requests = new AlipayRequests(credentials, scale, clock);
        return new AlipayCalls(credentials, secrets, channel, requests, payments.at(ChannelIds.ALIPAY));
    }
}
