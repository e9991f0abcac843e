package dev.trueup.simulator.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * Chance without a generator: each number follows from the seed, the payment's key and the name of what is drawn, and
 * from nothing else. So no draw depends on the order of the others, on time or on the machine, and giving one fault
 * another probability changes no other fault.
 */
record Draw(long seed, String key) {

    /** A number from 0 (inclusive) to 1 (exclusive). */
    double uniform(String what) {
        byte[] digest = sha256().digest((seed + ":" + what + ":" + key).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1.0p-53;
    }

    boolean happens(String what, double probability) {
        return uniform(what) < probability;
    }

    Duration within(String what, Span span) {
        return span.at(uniform(what));
    }

    /** A whole number from 1 to {@code most}, both included. */
    int upTo(String what, int most) {
        return 1 + (int) (uniform(what) * most);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
