package dev.trueup.simulator.wechatpay;

import dev.trueup.simulator.channel.ChannelRequest;
import java.util.List;

/**
 * What a request asks for, by its method and path.
 *
 * @param number the number that the path names; empty where it names none
 */
record WechatPayCall(Operation operation, String number) {
    private static final List<String> TRANSACTIONS = List.of("v3", "pay", "transactions");
    private static final List<String> REFUNDS = List.of("v3", "refund", "domestic", "refunds");
    private static final WechatPayCall OTHER = new WechatPayCall(Operation.OTHER, "");

    enum Operation {
        PREPAY,
        QUERY,
        QUERY_BY_TRANSACTION,
        CLOSE,
        REFUND,
        QUERY_REFUND,
        OTHER
    }

    static WechatPayCall of(ChannelRequest request) {
        List<String> steps = request.steps();
        if (below(TRANSACTIONS, steps)) {
            return transactions(request.method(), steps.subList(TRANSACTIONS.size(), steps.size()));
        }
        return below(REFUNDS, steps) ? refunds(request.method(), steps.subList(REFUNDS.size(), steps.size())) : OTHER;
    }

    private static boolean below(List<String> root, List<String> steps) {
        return steps.size() >= root.size() && steps.subList(0, root.size()).equals(root);
    }

    private static WechatPayCall transactions(String method, List<String> rest) {
        boolean post = method.equals("POST");
        if (post && rest.equals(List.of("native"))) {
            return new WechatPayCall(Operation.PREPAY, "");
        }
        if (post
                && rest.size() == 3
                && rest.get(0).equals("out-trade-no")
                && rest.get(2).equals("close")) {
            return new WechatPayCall(Operation.CLOSE, rest.get(1));
        }
        if (method.equals("GET") && rest.size() == 2) {
            return switch (rest.get(0)) {
                case "out-trade-no" -> new WechatPayCall(Operation.QUERY, rest.get(1));
                case "id" -> new WechatPayCall(Operation.QUERY_BY_TRANSACTION, rest.get(1));
                default -> OTHER;
            };
        }
        return OTHER;
    }

    private static WechatPayCall refunds(String method, List<String> rest) {
        if (method.equals("POST") && rest.isEmpty()) {
            return new WechatPayCall(Operation.REFUND, "");
        }
        return method.equals("GET") && rest.size() == 1
                ? new WechatPayCall(Operation.QUERY_REFUND, rest.getFirst())
                : OTHER;
    }
}
