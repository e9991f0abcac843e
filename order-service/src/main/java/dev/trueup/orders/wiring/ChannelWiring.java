package dev.trueup.orders.wiring;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelClient;
import dev.trueup.channels.LiveChannel;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.foundation.credentials.MerchantChannels;
import dev.trueup.foundation.tracing.OrderTraces;
import dev.trueup.orders.channels.BudgetedClient;
import dev.trueup.orders.channels.BulkheadedClient;
import dev.trueup.orders.channels.CallBudget;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.HeedingClient;
import dev.trueup.orders.channels.ObservedClient;
import dev.trueup.orders.channels.Pace;
import dev.trueup.orders.channels.PaceRecord;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.channels.Ticker;
import dev.trueup.orders.channels.TracedClient;
import dev.trueup.orders.channels.Turns;
import dev.trueup.orders.settings.ChannelSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
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
    @Bean
    Channels channels(
            MerchantChannels merchant,
            ChannelSettings settings,
            HttpClient channelHttpClient,
            PaceRecord paces,
            MeterRegistry meters,
            ObservationRegistry observations,
            OrderTraces traces) {
        return new Channels(merchant.on().stream()
                .map(channel -> new TracedClient(
                        guarded(channel, settings, channelHttpClient, paces, meters, observations), traces))
                .toList());
    }

    @Bean
    Map<String, CallbackProtocol> callbackProtocols(MerchantChannels merchant) {
        return merchant.on().stream()
                .map(LiveChannel::callbacks)
                .collect(Collectors.toUnmodifiableMap(CallbackProtocol::channel, Function.identity()));
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
        return ContextExecutorService.wrap(
                Executors.newVirtualThreadPerTaskExecutor(),
                ContextSnapshotFactory.builder().build()::captureAll);
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
            LiveChannel live,
            ChannelSettings settings,
            HttpClient client,
            PaceRecord paces,
            MeterRegistry meters,
            ObservationRegistry observations) {
        String channel = live.id();
        Pace pace = new Pace(settings.callsPerSecond(channel, live.advice()), settings.slack());
        CallBudget budget = new CallBudget(channel, pace, settings.patience(), paces, Ticker.SYSTEM);
        Turns turns = new Turns(budget);
        HttpExchange http = new HttpExchange(
                        client, settings.timeout(channel, live.advice()), settings.mostAnswerBytes())
                .taking(turns);
        Gauge.builder("trueup.channel.budget", pace, Pace::callsPerSecond)
                .description("Calls a second that may go to a channel, over all replicas")
                .tag("channel", channel)
                .register(meters);
        ChannelClient calls = new ObservedClient(live.client(notifyUrl(settings, channel), http), observations);
        ChannelClient heeding = new HeedingClient(calls, budget);
        return new BudgetedClient(new BulkheadedClient(heeding, bulkhead(channel, settings)), turns, meters);
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
