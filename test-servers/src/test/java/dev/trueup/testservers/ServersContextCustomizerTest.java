package dev.trueup.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.AnnotationConfigContextLoader;
import org.springframework.test.context.support.TestPropertySourceUtils;

class ServersContextCustomizerTest {
    private final RecordedServers recorded = new RecordedServers();
    private final ContextCustomizer customizer =
            new ServersContextCustomizer(recorded.servers, new TestServers(recorded.servers));

    @Test
    void onlyAnnotatedClassesGetServersAndTheirContextsCanBeShared() {
        assertThat(customizerOf(One.class)).isNotNull().isEqualTo(customizerOf(Other.class));
        assertThat(customizerOf(Heir.class)).isEqualTo(customizerOf(One.class));
        assertThat(customizerOf(Without.class)).isNull();
    }

    @Test
    void aServerIsStartedWhenItsAddressIsRead() {
        var environment = customized(new GenericApplicationContext()).getEnvironment();
        assertThat(environment.containsProperty("spring.kafka.client-id")).isFalse();
        assertThat(environment.getProperty("spring.mongodb.database")).startsWith("trueup-test-");
        assertThat(recorded.log).isEmpty();

        assertThat(environment.getProperty("spring.mongodb.uri")).isEqualTo("MongoDB:1");
        assertThat(recorded.log).containsExactly("start MONGODB");
    }

    @Test
    void eachContextHasADatabaseOfItsOwn() {
        var one = customized(new GenericApplicationContext());
        var other = customized(new GenericApplicationContext());

        assertThat(one.getEnvironment().getProperty("spring.mongodb.database"))
                .isEqualTo(one.getEnvironment().getProperty("spring.mongodb.database"))
                .isNotEqualTo(other.getEnvironment().getProperty("spring.mongodb.database"));
    }

    @Test
    void goesBeforeSettingsButNotBeforeTheTestsOwn() {
        var context = new GenericApplicationContext();
        var sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("application.yml", Map.of("spring.mongodb.uri", "production")));
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, "spring.kafka.bootstrap-servers=away:9");

        var environment = customized(context).getEnvironment();

        assertThat(environment.getProperty("spring.mongodb.uri")).isEqualTo("MongoDB:1");
        assertThat(environment.getProperty("spring.kafka.bootstrap-servers")).isEqualTo("away:9");
    }

    @Test
    void theContextEndsBeforeTheServers() {
        var context = customized(new GenericApplicationContext());
        context.registerBean(Closing.class, () -> new Closing(recorded.log));
        context.refresh();
        recorded.servers.address(ServerKind.KAFKA);

        recorded.servers.close();

        assertThat(recorded.log).containsExactly("start KAFKA", "context closed", "stop KAFKA");
    }

    private record Closing(List<String> log) implements AutoCloseable {
        @Override
        public void close() {
            log.add("context closed");
        }
    }

    private GenericApplicationContext customized(GenericApplicationContext context) {
        customizer.customizeContext(
                context,
                new MergedContextConfiguration(One.class, null, null, null, new AnnotationConfigContextLoader()));
        return context;
    }

    private static @Nullable ContextCustomizer customizerOf(Class<?> testClass) {
        return new ServersContextCustomizerFactory().createContextCustomizer(testClass, List.of());
    }

    @WithServers
    static class One {}

    @WithServers
    static class Other {}

    static class Heir extends One {}

    static class Without {}
}
