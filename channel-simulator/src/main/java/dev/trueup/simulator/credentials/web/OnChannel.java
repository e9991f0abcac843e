package dev.trueup.simulator.credentials.web;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

class OnChannel extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String channel =
                metadata.getAnnotations().get(ConditionalOnChannel.class).getString("value");
        Path directory = Path.of(context.getEnvironment().getProperty("trueup.credentials.dir", "credentials"));
        Path file = directory.resolve(channel + ".json");
        boolean there = Files.exists(file);
        return new ConditionOutcome(
                there, ConditionMessage.of(there ? "%s is there".formatted(file) : "there is no %s".formatted(file)));
    }
}
