package dev.trueup.orders.wiring;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.PaymentChannel.MerchantSide;
import dev.trueup.channels.PaymentChannels;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.foundation.credentials.CredentialSettings;
import dev.trueup.orders.channels.BulkheadedClient;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.settings.ChannelSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channels whose credentials are there. */
@Configuration(proxyBeanMethods = false)
class ChannelWiring {
    /** What is on, as one bean: read once, so that calls and callbacks go by the same credentials. */
    record MerchantSides(List<MerchantSide> on) {}

    @Bean
    MerchantSides merchantSides(CredentialSettings settings) {
        return new MerchantSides(PaymentChannels.on(settings.dir()));
    }

    @Bean
    Channels channels(MerchantSides merchant, ChannelSettings settings, HttpExchange http) {
        return new Channels(merchant.on().stream()
                .map(side -> bulkheaded(side, settings, http))
                .toList());
    }

    @Bean
    Map<String, CallbackProtocol> callbackProtocols(MerchantSides merchant) {
        return merchant.on().stream()
                .map(MerchantSide::callbacks)
                .collect(Collectors.toUnmodifiableMap(CallbackProtocol::channel, Function.identity()));
    }

    @Bean
    HttpExchange channelHttp(HttpClient channelHttpClient, ChannelSettings settings) {
        return new HttpExchange(channelHttpClient, settings.timeout(), settings.mostAnswerBytes());
    }

    @Bean(destroyMethod = "shutdownNow")
    HttpClient channelHttpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    @Bean
    ExecutorService channelCalls() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    SideBySide sideBySide(ExecutorService channelCalls) {
        return new SideBySide(channelCalls);
    }

    private static URI notifyUrl(ChannelSettings settings, String channel) {
        return URI.create(settings.callbacksUrl() + "/" + channel);
    }

    private static BulkheadedClient bulkheaded(MerchantSide side, ChannelSettings settings, HttpExchange http) {
        String channel = side.id();
        return new BulkheadedClient(side.client(notifyUrl(settings, channel), http), bulkhead(channel, settings));
    }

    private static Bulkhead bulkhead(String channel, ChannelSettings settings) {
        return Bulkhead.of(
                channel,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.mostCalls())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }
}
