package dev.trueup.simulator.calls.web;

import dev.trueup.simulator.channel.ChannelAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets controllers return a {@link ChannelAnswer}, which goes out to the byte. */
class ChannelAnswers implements HandlerMethodReturnValueHandler {
    static void write(ChannelAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return returned.getParameterType() == ChannelAnswer.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        write(
                (ChannelAnswer) Objects.requireNonNull(returned, "a channel always answers"),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
    }
}
