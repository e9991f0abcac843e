package dev.trueup.channels.alipay;

import dev.trueup.channels.ChannelClient.NoAnswer;
import dev.trueup.channels.ChannelClient.Refused;
import dev.trueup.channels.ChannelClient.Throttled;
import dev.trueup.channels.ChannelClient.Unanswered;
import dev.trueup.channels.http.HttpExchange.Result;
import java.net.http.HttpHeaders;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How a call to the gateway ended. */
sealed interface Reply {
    /** Done, and signed by Alipay. */
    record Success(GatewayAnswer answer) implements Reply {}

    /**
     * Anything else.
     *
     * @param code Alipay's {@code sub_code}, believed; empty where there is none
     */
    record Failure(String code, NoAnswer why) implements Reply {}

    /** The same request can never succeed; of any other code a person or time may change the outcome. */
    Set<String> DEFINITIVE = Set.of(
            "ACQ.INVALID_PARAMETER",
            "ACQ.TOTAL_FEE_EXCEED",
            "ACQ.EXIST_FORBIDDEN_WORD",
            "ACQ.REASON_TRADE_REFUND_FEE_ERR",
            "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
            "ACQ.REFUND_FEE_ERROR",
            "ACQ.DISCORDANT_REPEAT_REQUEST",
            "ACQ.TRADE_HAS_FINISHED",
            "ACQ.TRADE_NOT_ALLOW_REFUND");

    Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Reads the answer; what the call did is unknown wherever Alipay has not said it under its signature. */
    static Reply of(Result result, String method, List<PublicKey> alipayKeys) {
        return switch (result) {
            case Result.Unanswered(String why) -> new Failure("", new Unanswered(why));
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status == 429 -> new Failure("", new Throttled());
            case Result.Answered(int status, HttpHeaders headers, byte[] body)
            when status != 200 -> new Failure("", new Unanswered("HTTP status " + status));
            case Result.Answered(int status, HttpHeaders headers, byte[] body) -> {
                GatewayAnswer answer = GatewayAnswer.read(body, method, alipayKeys);
                yield answer == null
                        ? new Failure("", new Unanswered("the answer is not readable or not signed by Alipay"))
                        : of(answer);
            }
        };
    }

    private static Reply of(GatewayAnswer answer) {
        String subCode = answer.text("sub_code");
        String code = CODE.matcher(subCode).matches() ? subCode : "";
        if (answer.text("code").equals("40005")) { // too many calls
            return new Failure("", new Throttled());
        }
        if (!answer.signed()) { // the gateway cannot sign for an application or a key that it does not know
            return new Failure("", new Unanswered("the answer is not signed (" + code + ")"));
        }
        if (answer.succeeded()) {
            return new Success(answer);
        }
        boolean unknown = code.isEmpty()
                || code.endsWith("SYSTEM_ERROR")
                || answer.text("code").equals("20000");
        return new Failure(
                code,
                unknown
                        ? new Unanswered("the channel failed (" + code + ")")
                        : new Refused(DEFINITIVE.contains(code), code, answer.text("sub_msg")));
    }
}
