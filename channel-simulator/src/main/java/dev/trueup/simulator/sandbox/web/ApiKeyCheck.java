package dev.trueup.simulator.sandbox.web;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxPayment.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets nobody call the sandbox channel but its merchant. */
class ApiKeyCheck implements HandlerInterceptor {
    private static final String REFUSAL = "{\"code\":\"" + Problem.UNAUTHORIZED
            + "\",\"message\":\"the bearer token is not the merchant's API key\"}";

    private final byte[] expected;

    ApiKeyCheck(SandboxCredentials credentials) {
        this.expected = ("Bearer " + credentials.apiKey()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.UTF_8));
        return false;
    }
}
