package dev.trueup.foundation.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Gives each line of a structured log the number of the order that it is about, in a field of its own beside the trace's
 * ({@code traceId}, {@code spanId}), and masks whatever looks like a secret. Set by
 * {@code logging.structured.json.customizer}.
 */
public class LogMembers implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {
    private static final Pattern ORDER_NO = Pattern.compile("\\bdcs[0-9A-Za-z]{20,29}\\b");

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.add("orderNo", LogMembers::orderNo).whenNotNull();
        members.applyingValueProcessor(
                ValueProcessor.of(String.class, text -> text == null ? null : Secrets.masked(text)));
    }

    private static @Nullable String orderNo(ILoggingEvent event) {
        Matcher found = ORDER_NO.matcher(event.getFormattedMessage());
        return found.find() ? found.group() : null;
    }
}
