package dev.trueup.quickstart.demonstration;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus, with the rules that are deployed, that scrapes services of this JVM every second. */
final class RunningPrometheus implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Process process;
    private final URI uri;

    private RunningPrometheus(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** The program, where this machine has it. */
    static Optional<Path> program() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it for these services, by name. */
    static RunningPrometheus start(Path program, Map<String, URI> services) throws IOException {
        Path directory = Files.createTempDirectory("trueup-test-prometheus-");
        String targets = services.entrySet().stream()
                .map(service -> "{targets: ['" + service.getValue().getAuthority() + "'], labels: {service: "
                        + service.getKey() + "}}")
                .collect(Collectors.joining(", "));
        Path settings = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - {job_name: trueup, metrics_path: /actuator/prometheus, static_configs: [%s]}
                """.formatted(Watching.RULES, targets));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        return new RunningPrometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    /** How many series {@code promql} gives now; 0 too while it is not up. */
    int series(String promql) {
        return series(promql, Map.of());
    }

    /** How many of them have these labels. */
    int series(String promql, Map<String, String> labels) {
        return (int) asked("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8))
                .path("result")
                .valueStream()
                .filter(series -> labels.entrySet().stream()
                        .allMatch(label -> series.path("metric")
                                .path(label.getKey())
                                .asString("")
                                .equals(label.getValue())))
                .count();
    }

    /** The alerts that call somebody now; none while it is not up. */
    Set<String> firing() {
        return asked("/api/v1/alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("state").asString("").equals("firing"))
                .map(alert -> alert.path("labels").path("alertname").asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode asked(String path) {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path)).build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() == SERVICE_UNAVAILABLE) { // it is starting
                return JsonMapper.shared().missingNode();
            }
            JsonNode answer = JsonMapper.shared().readTree(response.body());
            if (answer.path("status").asString("").equals("error")) {
                throw new AssertionError(path + ": " + answer.path("error").asString(""));
            }
            return answer.path("data");
        } catch (IOException e) {
            return JsonMapper.shared().missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
