package dev.trueup.simulator.control.web;

import dev.trueup.foundation.web.BodyLimit;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

@Configuration(proxyBeanMethods = false)
class ControlWeb {
    private static final int MOST_BYTES = 1024 * 1024;

    @Bean
    FilterRegistrationBean<BodyLimit> controlBodyLimit() {
        var limit = new BodyLimit(
                MOST_BYTES,
                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                "{\"status\":413,\"title\":\"Content Too Large\",\"detail\":\"the body is larger than 1 MiB\"}");
        var registration = new FilterRegistrationBean<>(limit);
        registration.setName("controlBodyLimit");
        registration.addUrlPatterns("/simulator/*");
        return registration;
    }
}
