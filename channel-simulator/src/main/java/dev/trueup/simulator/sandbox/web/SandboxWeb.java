package dev.trueup.simulator.sandbox.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.ChannelIds;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import dev.trueup.channels.sandbox.SandboxPayment;
import dev.trueup.simulator.channel.SimulatedChannel;
import dev.trueup.simulator.credentials.CredentialsDirectory;
import dev.trueup.simulator.credentials.web.ConditionalOnChannel;
import dev.trueup.simulator.sandbox.SandboxChannel;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@ConditionalOnChannel(ChannelIds.SANDBOX)
@SecurityScheme(name = "apiKey", type = SecuritySchemeType.HTTP, scheme = "bearer")
class SandboxWeb implements WebMvcConfigurer {
    private final SandboxCredentials credentials;

    SandboxWeb(CredentialsDirectory credentials) {
        this.credentials = SandboxCredentialsFile.read(credentials.path());
    }

    @Bean
    SandboxCredentials sandboxCredentials() {
        return credentials;
    }

    @Bean
    SimulatedChannel sandboxChannel() {
        return new SandboxChannel(credentials);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ApiKeyCheck(credentials)).addPathPatterns("/sandbox/**");
    }

    /** A channel tolerates fields that it does not know; the control API, where they are typing errors, does not. */
    @Bean
    JsonMapperBuilderCustomizer tolerantSandboxRequests() {
        return builder -> builder.addMixIn(SandboxPayment.Order.class, Tolerant.class)
                .addMixIn(SandboxPayment.RefundOrder.class, Tolerant.class);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private interface Tolerant {}
}
