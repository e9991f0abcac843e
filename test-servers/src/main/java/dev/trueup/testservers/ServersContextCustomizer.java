package dev.trueup.testservers;

import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Sets the servers' addresses and a database of its own for one context, and ends the context before the servers. All
 * customizers are equal, so contexts are cached by what else tells them apart.
 */
record ServersContextCustomizer(SharedServers servers, TestServers names) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var properties = new ServersPropertySource(names, names.newDatabase());
        // What a test sets itself stands: one that wants a server to be away must be able to say so.
        var sources = context.getEnvironment().getPropertySources();
        Stream.of(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, "Dynamic Test Properties")
                .filter(sources::contains)
                .findFirst()
                .ifPresentOrElse(name -> sources.addAfter(name, properties), () -> sources.addFirst(properties));
        servers.beforeStop(context::close);
    }
}
