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
    private static final String DETAIL = "the body is larger than " + MOST_BYTES + " bytes";

    @Bean
    FilterRegistrationBean<BodyLimit> envelopeBodyLimit() {
        String answer = "{\"code\":\"%s\",\"msg\":\"%s\"}".formatted(Code.TOO_LARGE.number(), DETAIL);
        return limit("envelopeBodyLimit", MediaType.APPLICATION_JSON_VALUE, answer, "/order/*");
    }

    @Bean
    FilterRegistrationBean<BodyLimit> problemBodyLimit() {
        String answer = "{\"status\":%d,\"title\":\"Content Too Large\",\"detail\":\"%s\"}"
                .formatted(Code.TOO_LARGE.status(), DETAIL);
        return limit("problemBodyLimit", MediaType.APPLICATION_PROBLEM_JSON_VALUE, answer, "/orders", "/orders/*");
    }

    private static FilterRegistrationBean<BodyLimit> limit(
            String name, String contentType, String answer, String... paths) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(MOST_BYTES, contentType, answer));
        registration.setName(name);
        registration.addUrlPatterns(paths);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
