package dev.trueup.simulator.credentials;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What fresh credentials are made of. */
public final class Fresh {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Fresh() {}

    public static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** {@code count} hexadecimal digits, an even number of them, in capitals. */
    public static String hex(SecureRandom random, int count) {
        return HexFormat.of().withUpperCase().formatHex(bytes(random, count / 2));
    }

    public static String digits(SecureRandom random, int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    /** A credentials file's content. */
    public static byte[] file(Record credentials) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(credentials);
    }
}
