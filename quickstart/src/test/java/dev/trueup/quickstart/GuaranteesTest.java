package dev.trueup.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guarantees' page names classes that keep them and tests that show them: both must be there. */
class GuaranteesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|(.+)\\|(.+)\\|(.+)\\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/guarantees.md"))).results();
    }

    /** A class named in a row, and perhaps a method of it. */
    record Named(String number, String sources, String type, String method) {}

    static Stream<Named> everyName() throws IOException {
        return rows().flatMap(row -> Stream.concat(named(row, 3, "src/main"), named(row, 4, "src/test")));
    }

    private static Stream<Named> named(MatchResult row, int column, String sources) {
        return NAME.matcher(row.group(column))
                .results()
                .map(name ->
                        new Named(row.group(1), sources, name.group(1), name.group(2) == null ? "" : name.group(2)));
    }

    @Test
    void everyGuaranteeHasWhatKeepsItAndWhatShowsIt() throws IOException {
        assertThat(rows().map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList());
        assertThat(rows()).allSatisfy(row -> {
            assertThat(named(row, 3, "")).as("kept by, " + row.group(1)).isNotEmpty();
            assertThat(named(row, 4, "")).as("shown by, " + row.group(1)).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("everyName")
    void whatIsNamedIsThere(Named named) throws IOException {
        List<Path> files = files(named);
        assertThat(files).as("%s of guarantee %s", named.type, named.number).isNotEmpty();
        if (!named.method.isEmpty()) {
            assertThat(files)
                    .as("%s.%s", named.type, named.method)
                    .anySatisfy(file -> assertThat(Files.readString(file)).contains(" " + named.method + "("));
        }
    }

    private static List<Path> files(Named named) throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> sources = modules.map(module -> module.resolve(named.sources))
                    .filter(Files::isDirectory)
                    .toList();
            return sources.stream()
                    .flatMap(GuaranteesTest::tree)
                    .filter(file -> file.endsWith(named.type + ".java"))
                    .toList();
        }
    }

    private static Stream<Path> tree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
