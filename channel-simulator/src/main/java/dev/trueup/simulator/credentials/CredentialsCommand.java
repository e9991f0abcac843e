package dev.trueup.simulator.credentials;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code credentials DIR [--base-url=http://...]} on the command line. */
public final class CredentialsCommand {
    /** The first argument that means this command. */
    public static final String NAME = "credentials";

    private static final String BASE_URL = "--base-url=";
    private static final String USAGE =
            "usage: " + NAME + " DIR [" + BASE_URL + CredentialsMaker.DEFAULT_BASE_URL + "]";

    private CredentialsCommand() {}

    /**
     * Makes the files and says so.
     *
     * @param arguments everything behind the command's name
     * @return the exit code: 0 made, 1 not made, 2 not understood
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<String> options =
                arguments.stream().filter(argument -> argument.startsWith("--")).toList();
        List<String> directories = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        if (directories.size() != 1 || options.stream().anyMatch(option -> !option.startsWith(BASE_URL))) {
            err.println(USAGE);
            return 2;
        }
        try {
            URI baseUrl = options.isEmpty()
                    ? CredentialsMaker.DEFAULT_BASE_URL
                    : webUrl(options.getLast().substring(BASE_URL.length()));
            CredentialsMaker.make(Path.of(directories.getFirst()), baseUrl)
                    .forEach(file -> out.println("made " + file));
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println(e.getFile() + " exists already and is left as it is");
            return 1;
        } catch (IOException e) {
            err.println("cannot write credentials to " + directories.getFirst() + ": " + e);
            return 1;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    /** Whether the program is asked for this command instead of its server. */
    public static boolean isMeant(String[] arguments) {
        return Arrays.asList(arguments).indexOf(NAME) == 0;
    }

    private static URI webUrl(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("--base-url must be an http or https URL, but is " + text);
        }
        return url;
    }
}
