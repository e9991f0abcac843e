package dev.trueup.simulator.sandbox.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxPayment;
import dev.trueup.channels.sandbox.SandboxPayment.Problem;
import dev.trueup.simulator.web.BodyLimit;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@SecurityScheme(name = "apiKey", type = SecuritySchemeType.HTTP, scheme = "bearer")
class SandboxWeb implements WebMvcConfigurer {
    private static final int MOST_BYTES = 64 * 1024;

    private final SandboxCredentials credentials;

    SandboxWeb(SandboxCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ApiKeyCheck(credentials)).addPathPatterns("/sandbox/**");
    }

    @Bean
    FilterRegistrationBean<BodyLimit> sandboxBodyLimit() {
        var limit = new BodyLimit(
                MOST_BYTES,
                MediaType.APPLICATION_JSON_VALUE,
                "{\"code\":\"" + Problem.INVALID_REQUEST + "\",\"message\":\"the body is larger than 64 KiB\"}");
        var registration = new FilterRegistrationBean<>(limit);
        registration.setName("sandboxBodyLimit");
        registration.addUrlPatterns("/sandbox/*");
        return registration;
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
