package dev.trueup.orders.wiring;

import dev.trueup.channels.CallbackProtocol;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.http.HttpExchange;
import dev.trueup.channels.sandbox.SandboxCallbacks;
import dev.trueup.channels.sandbox.SandboxClient;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.orders.channels.BulkheadedClient;
import dev.trueup.orders.channels.Channels;
import dev.trueup.orders.channels.SideBySide;
import dev.trueup.orders.settings.ChannelSettings;
import dev.trueup.orders.settings.SharedSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channels: a further one is a line in each of the two lists. */
@Configuration(proxyBeanMethods = false)
class ChannelWiring {
    @Bean
    SandboxCredentials sandboxCredentials(SharedSettings settings) {
        return SandboxCredentialsFile.read(settings.credentials().dir());
    }

    @Bean
    Channels channels(SandboxCredentials sandbox, ChannelSettings settings, HttpExchange http) {
        return new Channels(List.of(new BulkheadedClient(
                new SandboxClient(sandbox, notifyUrl(settings, ChannelIds.SANDBOX), http),
                bulkhead(ChannelIds.SANDBOX, settings))));
    }

    @Bean
    Map<String, CallbackProtocol> callbackProtocols(SandboxCredentials sandbox) {
        return Map.of(ChannelIds.SANDBOX, new SandboxCallbacks(sandbox));
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

    private static Bulkhead bulkhead(String channel, ChannelSettings settings) {
        return Bulkhead.of(
                channel,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.mostCalls())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }
}
