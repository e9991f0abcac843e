package dev.trueup.foundation.draining;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Asks whoever still comes while the service leaves to come by another connection next time: one that is kept would be
 * closed under the next request, and the sender would not know whether that was taken (RFC 9112, section 9.6).
 */
final class Farewell implements Filter {
    private final Draining draining;

    Farewell(Draining draining) {
        this.draining = draining;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (draining.isLeaving()) {
            ((HttpServletResponse) response).setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }
}
