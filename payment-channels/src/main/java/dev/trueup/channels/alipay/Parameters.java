package dev.trueup.channels.alipay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a form or a query string, each value in the bytes that were escaped: what Alipay signs are these
 * bytes, whatever charset they are text in.
 */
final class Parameters {
    /** More than any message of Alipay has. */
    private static final int MOST = 128;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]{1,64}");

    /**
     * What would read as one more parameter once everything is joined to be signed: {@code a=1&b=2} may be one value or
     * two, and the signature agrees with both.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("&[A-Za-z0-9_.]*=");

    private final NavigableMap<String, byte[]> values;

    private Parameters(NavigableMap<String, byte[]> values) {
        this.values = values;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}, in one or several parts that belong together.
     *
     * @throws MalformedException when there is a name twice, none at all, or a broken escape
     */
    static Parameters read(byte[]... parts) throws MalformedException {
        NavigableMap<String, byte[]> values = new TreeMap<>();
        for (byte[] part : parts) {
            if (part.length == 0) {
                continue;
            }
            String encoded = new String(part, StandardCharsets.ISO_8859_1);
            for (String pair : encoded.split("&", MOST + 1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals);
                if (!NAME.matcher(name).matches()) {
                    throw new MalformedException("a parameter has no name");
                }
                byte[] value = unescaped(name, pair.substring(equals + 1));
                if (values.put(name, value) != null) {
                    throw new MalformedException(name + " is there twice");
                }
                if (values.size() > MOST) {
                    throw new MalformedException("there are more than " + MOST + " parameters");
                }
            }
        }
        return new Parameters(values);
    }

    /** These parameters, to be written. */
    static Parameters of(Map<String, String> texts, Charset charset) {
        NavigableMap<String, byte[]> values = new TreeMap<>();
        texts.forEach((name, text) -> values.put(name, text.getBytes(charset)));
        return new Parameters(values);
    }

    private static byte[] unescaped(String name, String escaped) throws MalformedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int at = 0; at < escaped.length(); at++) {
            char c = escaped.charAt(at);
            if (c != '%') {
                bytes.write(c == '+' ? ' ' : c);
                continue;
            }
            if (at + 2 >= escaped.length()
                    || !HexFormat.isHexDigit(escaped.charAt(at + 1))
                    || !HexFormat.isHexDigit(escaped.charAt(at + 2))) {
                throw new MalformedException(name + " has a broken escape");
            }
            bytes.write(HexFormat.fromHexDigits(escaped, at + 1, at + 3));
            at += 2;
        }
        return bytes.toByteArray();
    }

    /**
     * Holds every value to being one: a stranger who holds a notice with such a value could move its limits, and the
     * signature would still agree.
     *
     * @throws MalformedException when a value could be read as two parameters
     */
    void requireUnambiguous() throws MalformedException {
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            if (AMBIGUOUS
                    .matcher(new String(value.getValue(), StandardCharsets.ISO_8859_1))
                    .find()) {
                throw new MalformedException(value.getKey() + " could be read as two parameters");
            }
        }
    }

    /** Whether it is there and not empty. */
    boolean has(String name) {
        byte[] value = values.get(name);
        return value != null && value.length > 0;
    }

    /**
     * The value as text; empty when it is not there, as Alipay itself takes the one for the other.
     *
     * @throws MalformedException when it is no text in this charset
     */
    String text(String name, Charset charset) throws MalformedException {
        byte[] value = values.getOrDefault(name, new byte[0]);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(name + " is no text in " + charset, e);
        }
    }

    /** What is signed: all but the empty and the {@code unsigned}, sorted by name, joined as {@code a=1&b=2}. */
    byte[] toSign(String... unsigned) {
        List<String> without = List.of(unsigned);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        values.forEach((name, value) -> {
            if (value.length > 0 && !without.contains(name)) {
                joined.writeBytes(((joined.size() == 0 ? "" : "&") + name + "=").getBytes(StandardCharsets.US_ASCII));
                joined.writeBytes(value);
            }
        });
        return joined.toByteArray();
    }

    /** Every parameter but {@code left}, escaped and joined. */
    String escapedWithout(String... left) {
        List<String> names = new ArrayList<>(values.keySet());
        names.removeAll(List.of(left));
        return escaped(names);
    }

    /** These parameters alone, escaped and joined. */
    String escapedOnly(String... only) {
        return escaped(Stream.of(only).filter(values::containsKey).toList());
    }

    private String escaped(List<String> names) {
        return names.stream()
                .map(name -> name + "=" + escaped(values.getOrDefault(name, new byte[0])))
                .collect(Collectors.joining("&"));
    }

    private static String escaped(byte[] value) {
        StringBuilder escaped = new StringBuilder(value.length * 3);
        for (byte b : value) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".-*_".indexOf(c) >= 0) {
                escaped.append(c);
            } else if (c == ' ') {
                escaped.append('+');
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** Not what a form may be; the message names the parameter and quotes no value. */
    static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }

        MalformedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
