package dev.trueup.orders.placing.web;

import dev.trueup.contracts.kafka.ContractJson;
import dev.trueup.orders.placing.IdempotencyKeys;
import dev.trueup.orders.placing.PlaceOrder;
import dev.trueup.orders.web.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}, as the IETF draft of that name has it. */
final class IdempotencyKeyHeader {
    static final String NAME = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKeyHeader() {}

    /**
     * The key under which {@code wish} is placed.
     *
     * @param client who sends it: keys of different clients are different keys
     * @param header null where there is none
     * @throws InvalidRequestException if it has not 1 to 255 visible ASCII characters
     */
    static IdempotencyKeys.@Nullable Key key(String client, @Nullable String header, PlaceOrder wish) {
        if (header == null) {
            return null;
        }
        if (!FORM.matcher(header).matches()) {
            throw new InvalidRequestException(NAME, "must be 1 to 255 visible ASCII characters");
        }
        String id = client.length() + ":" + client + header;
        return new IdempotencyKeys.Key(sha256(id.getBytes(StandardCharsets.UTF_8)), sha256(ContractJson.write(wish)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
