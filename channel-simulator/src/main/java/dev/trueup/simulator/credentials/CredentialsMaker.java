package dev.trueup.simulator.credentials;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Writes a file of fresh random credentials for each channel. */
public final class CredentialsMaker {
    /** Where the simulator listens unless told otherwise. */
    public static final URI DEFAULT_BASE_URL = URI.create("http://localhost:1237");

    private CredentialsMaker() {}

    /**
     * Writes the credentials of every channel into {@code directory}, which is made if need be; only the owner may read
     * them. Nothing that exists is overwritten.
     *
     * @param baseUrl the root of the simulator as its merchant reaches it, such as {@code http://localhost:1237}
     * @return the files written
     * @throws java.nio.file.FileAlreadyExistsException when a file is there already; it is left as it is
     */
    public static Set<Path> make(Path directory, URI baseUrl) throws IOException {
        var random = new SecureRandom();
        String root = baseUrl.toString().replaceAll("/+$", "");
        List<Map<String, byte[]>> made = channels().parallelStream() // pairs of keys take their time to be found
                .map(channel -> channel.make(random, URI.create(root + "/" + channel.channel())))
                .toList();
        Map<Path, byte[]> files = new TreeMap<>();
        made.forEach(some -> some.forEach((name, content) -> files.put(directory.resolve(name), content)));
        Files.createDirectories(directory);
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        return files.keySet();
    }

    private static List<ChannelCredentials> channels() {
        return ServiceLoader.load(ChannelCredentials.class, CredentialsMaker.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ChannelCredentials::channel))
                .toList();
    }

    private static void write(Path file, byte[] content) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly(file));
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(content);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
