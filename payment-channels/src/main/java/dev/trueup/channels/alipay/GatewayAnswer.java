package dev.trueup.channels.alipay;

import dev.trueup.channels.json.StrictJson;
import dev.trueup.channels.rsa.RsaSignature;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The gateway's answer: {@code {"<method>_response":{…},"sign":"…"}}. What is signed is the text of the inner object
 * exactly as it stands there.
 *
 * @param content what it says
 * @param signed whether Alipay's signature agrees; an answer without one is never believed for what it says of a trade
 */
record GatewayAnswer(JsonNode content, boolean signed) {
    private static final String ERROR = "error_response";

    /** Null when the bytes are no such answer, or a signature is there and does not agree. */
    static @Nullable GatewayAnswer read(byte[] body, String method, List<PublicKey> alipayKeys) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            String content = null;
            String sign = null;
            try (JsonParser parser = StrictJson.MAPPER.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return null;
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals(node(method)) || name.equals(ERROR)) {
                        if (content != null || value != JsonToken.START_OBJECT) {
                            return null;
                        }
                        int start = (int) parser.currentTokenLocation().getCharOffset();
                        parser.skipChildren();
                        content = text.substring(
                                start, (int) parser.currentLocation().getCharOffset());
                    } else if (name.equals("sign")) {
                        if (value != JsonToken.VALUE_STRING) {
                            return null;
                        }
                        sign = parser.getString();
                    } else {
                        parser.skipChildren();
                    }
                }
                if (content == null || parser.nextToken() != null) {
                    return null;
                }
            }
            if (sign != null && !agrees(alipayKeys, content, sign)) {
                return null;
            }
            return new GatewayAnswer(StrictJson.MAPPER.readTree(content), sign != null);
        } catch (CharacterCodingException | JacksonException e) {
            return null; // nothing that the gateway would write
        }
    }

    /** Alipay signs before it escapes slashes, or after: its own library accepts both. */
    private static boolean agrees(List<PublicKey> keys, String content, String sign) {
        if (RsaSignature.agrees(keys, content.getBytes(StandardCharsets.UTF_8), sign)) {
            return true;
        }
        String plain = withoutEscapedSlashes(content);
        return !plain.equals(content) && RsaSignature.agrees(keys, plain.getBytes(StandardCharsets.UTF_8), sign);
    }

    private static String withoutEscapedSlashes(String json) {
        StringBuilder plain = new StringBuilder(json.length());
        for (int at = 0; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '\\' && at + 1 < json.length()) {
                at++;
                plain.append(json.charAt(at) == '/' ? "/" : "\\" + json.charAt(at));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** The channel's side: what {@code says} is answered to {@code method}, signed by {@code sign}. */
    static String written(String method, Map<String, Object> says, @Nullable PrivateKey alipayKey) {
        String content = StrictJson.MAPPER.writeValueAsString(says);
        String sign = alipayKey == null
                ? ""
                : ",\"sign\":\"" + RsaSignature.sign(alipayKey, content.getBytes(StandardCharsets.UTF_8)) + "\"";
        return "{\"" + node(method) + "\":" + content + sign + "}";
    }

    private static String node(String method) {
        return method.replace('.', '_') + "_response";
    }

    String text(String field) {
        return content.path(field).stringValue("");
    }

    boolean succeeded() {
        return text("code").equals("10000");
    }
}
