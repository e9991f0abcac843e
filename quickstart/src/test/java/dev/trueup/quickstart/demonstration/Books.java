package dev.trueup.quickstart.demonstration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What the channels took and gave back, order by order: once as they have it, once as the orders say. */
final class Books {
    private final Map<String, Net> atTheChannels = new TreeMap<>();
    private final Map<String, Net> inTheOrders = new TreeMap<>();

    /** What one order comes to, in minor units. */
    record Net(String channel, String currency, long taken, long givenBack) {}

    private Books() {}

    static Books of(URI orderService, URI simulator) {
        Books books = new Books();
        new Simulator(simulator).eachPayment(books::channelSays);
        JsonApi orders = new JsonApi(orderService);
        String after = "";
        do {
            JsonNode page = orders.get("/orders?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            page.path("orders").forEach(books::orderSays);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return books;
    }

    private void channelSays(JsonNode entry) {
        note(
                atTheChannels,
                entry,
                amounts(entry.path("charges")),
                entry.path("refunds")
                        .valueStream()
                        .filter(refund -> refund.path("state").asString().equals("succeeded"))
                        .mapToLong(refund -> refund.path("amount").asLong())
                        .sum());
    }

    private void orderSays(JsonNode order) {
        long givenBack = order.path("payments")
                .valueStream()
                .flatMap(payment -> payment.path("refunds").valueStream())
                .filter(refund -> refund.path("state").asString().equals("succeeded"))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
        note(inTheOrders, order, amounts(order.path("payments")), givenBack);
    }

    private static long amounts(JsonNode list) {
        return list.valueStream()
                .mapToLong(entry -> entry.path("amount").asLong())
                .sum();
    }

    private static void note(Map<String, Net> side, JsonNode entry, long taken, long givenBack) {
        if (taken != 0 || givenBack != 0) {
            side.put(
                    entry.path("orderNo").asString(),
                    new Net(
                            entry.path("channel").asString(),
                            entry.path("currency").asString(),
                            taken,
                            givenBack));
        }
    }

    /** The orders about which they differ, in words. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        atTheChannels.forEach((orderNo, net) -> {
            if (!net.equals(inTheOrders.get(orderNo))) {
                differences.add(orderNo + ": " + net + " at the channel, here " + inTheOrders.get(orderNo));
            }
        });
        inTheOrders.forEach((orderNo, net) -> {
            if (!atTheChannels.containsKey(orderNo)) {
                differences.add(orderNo + ": nothing at the channel, here " + net);
            }
        });
        return differences;
    }

    /** Taken less given back at the channels, by channel and currency. */
    Map<String, Long> balances() {
        Map<String, Long> balances = new TreeMap<>();
        atTheChannels
                .values()
                .forEach(net ->
                        balances.merge(net.channel() + " " + net.currency(), net.taken() - net.givenBack(), Long::sum));
        return balances;
    }
}
