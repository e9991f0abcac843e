package dev.trueup.testservers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a service shows at {@code /actuator/prometheus}, read as Prometheus reads it.
 *
 * @param samples one for each line
 */
public record Scrape(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)(?: .*)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One series and its value. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    public Scrape {
        samples = List.copyOf(samples);
    }

    /** Reads the text format, Prometheus's own or OpenMetrics, and refuses what would make Prometheus refuse the whole. */
    public static Scrape of(String text) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = LINE.matcher(line);
            if (!sample.matches()) {
                throw new IllegalArgumentException("not a sample: " + line);
            }
            boolean exemplified =
                    sample.group(1).endsWith("_total") || sample.group(1).endsWith("_bucket");
            if (line.contains(" # {") && !exemplified) {
                throw new IllegalArgumentException("only counters and buckets have exemplars: " + line);
            }
            samples.add(new Sample(sample.group(1), labels(sample.group(2)), value(sample.group(3))));
        });
        return new Scrape(samples);
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /**
     * The sum of the series that have these labels; 0 if there is none.
     *
     * @param labels names and values in turn
     */
    public double sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && has(sample, labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static boolean has(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The names of all series. */
    public Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toUnmodifiableSet());
    }
}
