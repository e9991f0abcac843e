package dev.trueup.quickstart;

import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Whose settings win in a service: those the quickstart depends on, then the user's, then what is usual here, then the
 * service's own file.
 */
record SettingsOrder(Map<String, Object> fixed, Map<String, Object> usual) {
    void apply(ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("quickstart", fixed));
        sources.addAfter(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("quickstart-usual", usual));
    }
}
