package dev.trueup.orders.wiring;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.PaymentChannel.MerchantSide;
import dev.trueup.channels.PaymentChannels;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.foundation.credentials.CredentialSettings;
import dev.trueup.orders.channels.BudgetedClient;
import dev.trueup.orders.channels.BulkheadedClient;
import dev.trueup.orders.channels.CallBudget;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.Pace;
import dev.trueup.orders.channels.PaceRecord;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.channels.Ticker;
import dev.trueup.orders.settings.ChannelSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.micrometer.core.instrument.MeterRegistry;
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
    Channels channels(
            MerchantSides merchant,
            ChannelSettings settings,
            HttpExchange http,
            PaceRecord paces,
            MeterRegistry meters) {
        return new Channels(merchant.on().stream()
                .map(side -> guarded(side, settings, http, paces, meters))
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

    /** The slot first: whoever waits for one holds no place in the bulkhead. */
    private static ChannelClient guarded(
            MerchantSide side, ChannelSettings settings, HttpExchange http, PaceRecord paces, MeterRegistry meters) {
        String channel = side.id();
        Pace pace = new Pace(settings.callsPerSecond(channel), settings.slack());
        CallBudget budget = new CallBudget(channel, pace, settings.patience(), paces, Ticker.SYSTEM);
        ChannelClient client = side.client(notifyUrl(settings, channel), http);
        return new BudgetedClient(new BulkheadedClient(client, bulkhead(channel, settings)), budget, meters);
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
