package dev.trueup.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/operating.md has every setting of every service, as the configuration metadata tells it. Run with
 * {@code -Dtrueup.docs.write=true}, this writes the table instead.
 */
class SettingsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/operating.md");
    private static final String BEGIN = "<!-- settings, written by SettingsDocumentationTest -->\n";
    private static final String END = "<!-- end of settings -->\n";

    @Test
    void everySettingIsDocumentedAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("trueup.docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(names(page.substring(begin, end)))
                    .as("the settings in docs/operating.md; -Dtrueup.docs.write=true writes them")
                    .isEqualTo(names(table));
        }
    }

    private static List<String> names(String table) {
        return table.lines()
                .filter(row -> row.startsWith("| `"))
                .map(row -> row.substring(3, row.indexOf('`', 3)))
                .toList();
    }

    private static String table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (URL metadata : Collections.list(SettingsDocumentationTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            for (JsonNode setting : properties(metadata)) {
                String name = setting.path("name").stringValue();
                if (name.startsWith("trueup.")) {
                    rows.put(
                            name,
                            "| `" + name + "` | " + defaultOf(setting.path("defaultValue")) + " | "
                                    + meaning(setting.path("description").asString("")) + " |\n");
                }
            }
        }
        return "| setting | default | what it is |\n|---|---|---|\n" + String.join("", rows.values());
    }

    private static JsonNode properties(URL metadata) throws IOException {
        try (InputStream in = metadata.openStream()) {
            return JsonMapper.shared().readTree(in.readAllBytes()).path("properties");
        }
    }

    private static String defaultOf(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return "`"
                + (value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(", "))
                        : value.asString())
                + "`";
    }

    /** Javadoc as Markdown. */
    private static String meaning(String description) {
        return description
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .strip();
    }
}
