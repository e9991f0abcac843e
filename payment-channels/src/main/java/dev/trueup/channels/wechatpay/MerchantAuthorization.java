package dev.trueup.channels.wechatpay;

import dev.trueup.channels.rsa.RsaSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Authorization} header of a merchant's request: a signature over
 * {@code method\npath and query\ntimestamp\nnonce\nbody\n}.
 */
public final class MerchantAuthorization {
    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Set<String> FIELDS = Set.of("mchid", "nonce_str", "signature", "timestamp", "serial_no");
    private static final Pattern FIELD = Pattern.compile("\\G(?:^|,)([a-z_]{1,16})=\"([^\"]{1,1024})\"");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

    private final String mchid;
    private final String serialNumber;
    private final PrivateKey key;
    private final PublicKey publicKey;

    /** Of the merchant that {@code credentials} name. */
    public MerchantAuthorization(WechatPayCredentials credentials) {
        this.mchid = credentials.mchid();
        this.serialNumber = credentials.merchantSerialNumber();
        this.key = credentials.merchantKey();
        this.publicKey = credentials.merchantPublicKey();
    }

    /** The header's value. */
    String header(String method, String pathAndQuery, Instant at, String nonce, byte[] body) {
        String timestamp = Long.toString(at.getEpochSecond());
        String signature = RsaSignature.sign(key, signed(method, pathAndQuery, timestamp, nonce, body));
        return SCHEME + "mchid=\"" + mchid + "\",nonce_str=\"" + nonce + "\",signature=\"" + signature
                + "\",timestamp=\"" + timestamp + "\",serial_no=\"" + serialNumber + "\"";
    }

    /**
     * The channel's side: whether {@code header} is the merchant's over this request, not longer ago or ahead than five
     * minutes. Its fields may come in any order; one twice is none.
     *
     * @param pathAndQuery as on the request line
     */
    public boolean verifies(String header, String method, String pathAndQuery, byte[] body, Instant now) {
        if (!header.startsWith(SCHEME)) {
            return false;
        }
        Map<String, String> fields = fields(header.substring(SCHEME.length()));
        String timestamp = fields.getOrDefault("timestamp", "");
        if (!fields.keySet().equals(FIELDS)
                || !SECONDS.matcher(timestamp).matches()
                || !mchid.equals(fields.get("mchid"))
                || !serialNumber.equals(fields.get("serial_no"))) {
            return false;
        }
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        byte[] signed = signed(method, pathAndQuery, timestamp, fields.getOrDefault("nonce_str", ""), body);
        return distance.abs().compareTo(PlatformSignature.TOLERANCE) <= 0
                && RsaSignature.agrees(List.of(publicKey), signed, fields.getOrDefault("signature", ""));
    }

    /** Empty where the text is anything else than fields, each once. */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text);
        int end = 0;
        while (field.find()) {
            end = field.end();
            if (fields.put(field.group(1), field.group(2)) != null) {
                return Map.of();
            }
        }
        return end == text.length() ? fields : Map.of();
    }

    private static byte[] signed(String method, String pathAndQuery, String timestamp, String nonce, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 256);
        bytes.writeBytes((method + "\n" + pathAndQuery + "\n" + timestamp + "\n" + nonce + "\n")
                .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
