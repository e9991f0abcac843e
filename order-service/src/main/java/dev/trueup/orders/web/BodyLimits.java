package dev.trueup.orders.web;

import dev.trueup.foundation.web.BodyLimit;
import dev.trueup.orders.web.Envelope.Code;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;

/** 64 KiB a body, which nothing this service takes comes near; refused in the form of its path, as every error is. */
@Configuration(proxyBeanMethods = false)
class BodyLimits {
    private static final int MOST_BYTES = 64 * 1024;
    private static final String TOO_LARGE = "the body is larger than " + MOST_BYTES + " bytes";
    private static final String TOO_SLOW = "the body did not come, or not in time";

    @Bean
    FilterRegistrationBean<BodyLimit> envelopeBodyLimit() {
        String form = "{\"code\":\"%s\",\"msg\":\"%s\"}";
        BodyLimit limit = new BodyLimit(
                MOST_BYTES,
                MediaType.APPLICATION_JSON_VALUE,
                form.formatted(Code.TOO_LARGE.number(), TOO_LARGE),
                form.formatted(Code.TOO_SLOW.number(), TOO_SLOW));
        return registered("envelopeBodyLimit", limit, "/order/*");
    }

    @Bean
    FilterRegistrationBean<BodyLimit> problemBodyLimit() {
        String form = "{\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\"}";
        BodyLimit limit = new BodyLimit(
                MOST_BYTES,
                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                form.formatted(Code.TOO_LARGE.status(), "Content Too Large", TOO_LARGE),
                form.formatted(Code.TOO_SLOW.status(), "Request Timeout", TOO_SLOW));
        return registered("problemBodyLimit", limit, "/orders", "/orders/*");
    }

    private static FilterRegistrationBean<BodyLimit> registered(String name, BodyLimit limit, String... paths) {
        var registration = new FilterRegistrationBean<>(limit);
        registration.setName(name);
        registration.addUrlPatterns(paths);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
