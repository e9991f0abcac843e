package dev.trueup.quickstart.demonstration;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What became of the payments that each kind of fault befell: what saved them, fault by fault. */
final class Rescue {
    /** How an order came to its end. */
    enum Ending {
        CALLBACK("callback"),
        QUERY("asking"),
        FAILED("failed"),
        CLOSED("closed"),
        PERSON("person"),
        OPEN("open");

        private final String title;

        Ending(String title) {
            this.title = title;
        }
    }

    /** Each class of fault, as people call it, with the faults of the simulator that belong to it. */
    private static final Map<String, String[]> CLASSES = classes();

    private final Map<String, Map<Ending, Long>> payments = new LinkedHashMap<>();

    private static Map<String, String[]> classes() {
        Map<String, String[]> classes = new LinkedHashMap<>();
        classes.put("callback dropped for ever", new String[] {"drop"});
        classes.put("callback late by up to six hours", new String[] {"longDelay"});
        classes.put("callback repeated, sent again", new String[] {"repeat", "lostAcknowledgement"});
        classes.put("callback repeated the next day", new String[] {"nextDayRepeat"});
        classes.put("callbacks out of order", new String[] {"reorder"});
        classes.put("forged by a stranger", new String[] {"forged"});
        classes.put(
                "tampered with on the way",
                new String[] {"tamperedAmount", "tamperedOrderNo", "tamperedStatus", "tamperedSignature"});
        classes.put("tampered with, the truth never sent", new String[] {"tamperedInstead"});
        classes.put("signed, but a wrong amount", new String[] {"wrongAmount"});
        classes.put(
                "answer to create lies", new String[] {"answerClaimsPaid", "answerOtherAmount", "answerOtherOrderNo"});
        classes.put("answer to create failed or hung", new String[] {"answerError", "answerSlow"});
        classes.put("failed and never told", new String[] {"silentFailure"});
        classes.put("buyer charged twice", new String[] {"secondPayment"});
        classes.put("paid in the moment of closing", new String[] {"paysAtClose"});
        return classes;
    }

    /** Takes in one payment of the channel's ledger, and how its order ended here. */
    void add(JsonNode entry, Function<String, Ending> ending) {
        Ending end = ending.apply(entry.path("orderNo").asString());
        CLASSES.forEach((name, faults) -> {
            for (String fault : faults) {
                if (entry.path("injected").path(fault).asLong(0) > 0) {
                    payments.computeIfAbsent(name, key -> new EnumMap<>(Ending.class))
                            .merge(end, 1L, Long::sum);
                    return;
                }
            }
        });
    }

    /** One line for each class of fault that happened. */
    String table() {
        StringBuilder table =
                new StringBuilder("\nWhat went wrong, with how many payments, and what settled them\n  %-36s %8s"
                        .formatted("", "payments"));
        for (Ending ending : Ending.values()) {
            table.append(" %8s".formatted(ending.title));
        }
        table.append('\n');
        CLASSES.keySet().stream().filter(payments::containsKey).forEach(name -> {
            Map<Ending, Long> ends = payments.getOrDefault(name, Map.of());
            table.append("  %-36s %8d"
                    .formatted(
                            name,
                            ends.values().stream().mapToLong(Long::longValue).sum()));
            for (Ending ending : Ending.values()) {
                long count = ends.getOrDefault(ending, 0L);
                table.append(" %8s".formatted(count == 0 ? "." : Long.toString(count)));
            }
            table.append('\n');
        });
        return table.toString();
    }
}
