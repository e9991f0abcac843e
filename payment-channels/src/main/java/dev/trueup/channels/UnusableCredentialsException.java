package dev.trueup.channels;

import java.nio.file.Path;

/** A channel's credentials cannot be used; the message is one line that names the file and the field, and no secret. */
public final class UnusableCredentialsException extends RuntimeException {
    private final Path file;

    /**
     * Says so of {@code file}.
     *
     * @param wrong what is wrong with it, naming the field; without secrets
     */
    public UnusableCredentialsException(Path file, String wrong) {
        super(file + ": " + wrong);
        this.file = file;
    }

    /** The file, as the settings give its path. */
    public Path file() {
        return file;
    }
}
