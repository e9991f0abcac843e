package dev.trueup.simulator.calls.web;

import dev.trueup.foundation.web.BodyLimit;
import dev.trueup.simulator.calls.Gate;
import dev.trueup.simulator.channel.Call;
import dev.trueup.simulator.channel.ChannelAnswer;
import dev.trueup.simulator.channel.ChannelRequest;
import dev.trueup.simulator.channel.Channels;
import dev.trueup.simulator.channel.Refusal;
import dev.trueup.simulator.channel.SimulatedChannel;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Leads every call to a channel's API through the {@link Gate}, whatever the channel is. */
class ChannelEntrance extends OncePerRequestFilter {
    /** More than any request of any channel needs. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Channels channels;
    private final Gate gate;
    private final Map<String, BodyLimit> limits = new HashMap<>();

    ChannelEntrance(Channels channels, Gate gate) {
        this.channels = channels;
        this.gate = gate;
        for (SimulatedChannel channel : channels.all()) {
            ChannelAnswer tooLarge = channel.refuse(Refusal.TOO_LARGE);
            limits.put(
                    channel.id(),
                    new BodyLimit(
                            MOST_BYTES,
                            tooLarge.headers().getOrDefault("content-type", "text/plain"),
                            new String(tooLarge.body(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SimulatedChannel> channel = channels.at(request.getRequestURI());
        if (channel.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Objects.requireNonNull(limits.get(channel.get().id()), "every channel has a limit")
                .doFilter(
                        request,
                        response,
                        (in, out) -> pass(channel.get(), (HttpServletRequest) in, (HttpServletResponse) out, chain));
    }

    private void pass(
            SimulatedChannel channel, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ChannelRequest asked = read(channel, request);
        request.setAttribute(ChannelRequest.class.getName(), asked);
        Call call = channel.call(asked);
        try {
            Optional<Refusal> refusal = gate.enter(channel.id(), call);
            if (refusal.isPresent()) {
                ChannelAnswers.write(channel.refuse(refusal.get()), response);
                return;
            }
            var held = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, held);
            Optional<Refusal> spoilt = gate.leave(channel.id(), call);
            if (spoilt.isPresent()) {
                held.reset();
                ChannelAnswers.write(channel.refuse(spoilt.get()), response);
            } else {
                held.copyBodyToResponse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while a call was held");
        }
    }

    private static ChannelRequest read(SimulatedChannel channel, HttpServletRequest request) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return new ChannelRequest(
                request.getMethod(),
                request.getRequestURI().substring(channel.path().length()),
                request.getQueryString(),
                headers,
                request.getInputStream().readAllBytes());
    }
}
