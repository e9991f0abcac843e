package dev.trueup.simulator.credentials;

import dev.trueup.channels.sandbox.SandboxCredentials;
import dev.trueup.channels.sandbox.SandboxCredentialsFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Writes a file of fresh random credentials for each channel. */
public final class CredentialsMaker {
    /** Where the simulator listens unless told otherwise. */
    public static final URI DEFAULT_BASE_URL = URI.create("http://localhost:1237");

    private static final int SECRET_BYTES = 32;

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
        var sandbox = new SandboxCredentials(
                "m-" + HexFormat.of().formatHex(bytes(random, 4)),
                "sk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, SECRET_BYTES)),
                "whsec_" + Base64.getEncoder().encodeToString(bytes(random, SECRET_BYTES)),
                URI.create(baseUrl.toString().replaceAll("/+$", "") + "/sandbox"));
        Files.createDirectories(directory);
        Path file = directory.resolve(SandboxCredentialsFile.NAME);
        write(
                file,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(sandbox));
        return Set.of(file);
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
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
