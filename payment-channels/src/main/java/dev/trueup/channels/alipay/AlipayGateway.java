package dev.trueup.channels.alipay;

import dev.trueup.channels.json.StrictJson;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** The channel's side of the gateway's answers: written in its form and signed by Alipay's key. */
public final class AlipayGateway {
    private final PrivateKey alipayKey;

    public AlipayGateway(PrivateKey alipayKey) {
        this.alipayKey = alipayKey;
    }

    /** The call succeeded; {@code told} is one of the records of {@link AlipayApi}. */
    public String success(String method, Object told) {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("code", "10000");
        says.put("msg", "Success");
        says.putAll(StrictJson.MAPPER.convertValue(told, new TypeReference<Map<String, Object>>() {}));
        return GatewayAnswer.written(method, says, alipayKey);
    }

    /** The call is refused by the business behind the gateway, signed. */
    public String failure(String method, String subCode, String subMsg) {
        return GatewayAnswer.written(method, problem("40004", "Business Failed", subCode, subMsg), alipayKey);
    }

    /** Refused by the gateway itself, with one of its own codes, signed. */
    public String gatewayFailure(String method, String code, String msg, String subCode, String subMsg) {
        return GatewayAnswer.written(method, problem(code, msg, subCode, subMsg), alipayKey);
    }

    /** Refused without a signature, as for an application or a key that Alipay does not know. */
    public static String unsigned(String method, String code, String msg, String subCode, String subMsg) {
        return GatewayAnswer.written(method, problem(code, msg, subCode, subMsg), null);
    }

    /** Refused before the gateway knows what is asked; of no method and unsigned. */
    public static String error(String code, String msg, String subCode, String subMsg) {
        return GatewayAnswer.written("error", problem(code, msg, subCode, subMsg), null);
    }

    private static Map<String, Object> problem(String code, String msg, String subCode, String subMsg) {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("code", code);
        says.put("msg", msg);
        says.put("sub_code", subCode);
        says.put("sub_msg", subMsg);
        return says;
    }
}
