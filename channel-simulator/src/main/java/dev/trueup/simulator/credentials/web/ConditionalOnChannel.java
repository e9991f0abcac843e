package dev.trueup.simulator.credentials.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** For the beans of one channel, which are there only if the directory of credentials has a file {@code <id>.json}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnChannel.class)
public @interface ConditionalOnChannel {
    /** The channel's id. */
    String value();
}
