package io.ordo.bench.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A ranker to look at. On the time axis everything passes {@value #SCALE} times as quickly as with the ranker of that
 * name, as the tasks do: half an hour takes half a minute.
 */
enum Policy {
    FIFO("first come, first served"),
    PRIORITY("strictly by priority"),
    AGING("by arrival and class, nothing more than 30 s back"),
    BALANCED("by arrival, class, deadline and what the tenant has in line, nothing more than 30 s back");

    /** So many seconds pass in one. */
    static final int SCALE = 60;

    private static final Map<String, String> CLASS =
            Map.of("class_2", "500ms", "class_3", "2s", "class_4", "10s", "class_5", "30s");

    private final String words;

    Policy(String words) {
        this.words = words;
    }

    /** The queue it orders. */
    String queue() {
        return "demo-ranking-" + word();
    }

    /** As the API names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it goes by. */
    String words() {
        return words;
    }

    /** As a queue is told of it: a name, or a composition. */
    Object ranker() {
        return switch (this) {
            case FIFO, PRIORITY -> word();
            case AGING -> composed(List.of(factor("class", CLASS)));
            case BALANCED ->
                composed(List.of(
                        factor("class", CLASS),
                        factor("deadline", Map.of("margin", "167ms")),
                        factor("debt", Map.of("weight", 1.5))));
        };
    }

    private Object composed(List<Object> factors) {
        return Map.of("name", word() + "-in-a-minute", "bound", "30s", "factors", factors);
    }

    private static Object factor(String name, Map<String, ?> parameters) {
        return Map.of("factor", name, "parameters", parameters);
    }
}
