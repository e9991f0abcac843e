package dev.trueup.quickstart;

import java.util.Map;

/** Leaves the console to the demonstration. */
final class Quiet {
    static final Map<String, Object> LOGGING = Map.of(
            "logging.level.root", "error",
            "logging.level.dev.trueup", "error",
            "logging.level.org.apache.kafka", "off",
            "logging.level.kafka", "off",
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "spring.main.banner-mode", "off");

    private Quiet() {}
}
