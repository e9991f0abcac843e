package dev.trueup.simulator.calls.web;

import dev.trueup.simulator.calls.Gate;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.channel.Channels;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class CallsWeb implements WebMvcConfigurer {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ChannelRequest.class);
    }

    @Bean
    static FilterRegistrationBean<ChannelEntrance> channelEntrance(Channels channels, Gate gate) {
        var registration = new FilterRegistrationBean<>(new ChannelEntrance(channels, gate));
        registration.setName("channelEntrance");
        return registration;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ChannelRequests());
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(new ChannelAnswers());
    }
}
