package dev.trueup.quickstart.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The expressions that are watched: the panels' and the alerts', as they lie in {@code monitoring/}. */
final class Watching {
    static final Path RULES = Path.of("../monitoring/prometheus/rules/trueup.yml")
            .toAbsolutePath()
            .normalize();
    private static final Path DASHBOARDS = Path.of("../monitoring/grafana/dashboards");

    /** What a service shows by its own doing or by Boot's; the rest of an expression is PromQL. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(?<![:\"])(?:trueup|http|jvm|process)_[a-z0-9_]+\\b(?![=\"(])");

    private Watching() {}

    /** Each panel's expressions, with its title. */
    static List<Expression> panels() {
        List<Expression> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode panel : JsonMapper.shared().readTree(file).path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        all.add(new Expression(
                                panel.path("title").stringValue(),
                                target.path("expr").stringValue()));
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Expression(String title, String promql) {
        /** The same over so short a time as a test has. */
        String over(String interval) {
            return promql.replace("$__rate_interval", interval);
        }
    }

    /** The metrics that any panel or rule names. */
    static Set<String> metrics() {
        try {
            return Stream.concat(
                            panels().stream().map(Expression::promql),
                            Files.readAllLines(RULES).stream()
                                    .filter(line -> !line.strip().startsWith("#")))
                    .flatMap(text -> METRIC.matcher(text).results().map(found -> found.group()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
