package io.ordo.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The answer to why a task waits, for people: its sentences, what its rank is made of, when it starts, and what would
 * change that. What is not in it is left out.
 */
final class Explained {
    private static final int COLUMNS = 96;
    private static final int MOST_CHANGES = 4;

    private final JsonNode answer;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private Explained(JsonNode answer, Instant now) {
        this.answer = answer;
        this.now = now;
    }

    /**
     * The answer in lines.
     *
     * @param now when it was given, by the clock of the database
     */
    static List<String> lines(JsonNode answer, Instant now) {
        var explained = new Explained(answer, now);
        explained.summary();
        explained.contributions();
        explained.start();
        explained.changes();
        return explained.lines;
    }

    private void summary() {
        var line = new StringBuilder();
        for (String word : answer.path("summary").asText("").split(" +", -1)) {
            if (!line.isEmpty() && line.length() + word.length() >= COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
    }

    private void contributions() {
        for (JsonNode one : answer.path("contributions")) {
            var seconds = one.path("seconds").decimalValue();
            lines.add("%10s s: %s".formatted(signed(seconds), one.path("words").asText()));
        }
    }

    private static String signed(BigDecimal seconds) {
        return (seconds.signum() < 0 ? "" : "+") + seconds.toPlainString();
    }

    private void start() {
        var start = answer.path("estimated_start");
        if (start.path("median").isTextual()) {
            var between = start.path("low").isTextual() && start.path("high").isTextual()
                    ? " (" + in(start.path("low")) + " to " + in(start.path("high")) + ")"
                    : "";
            lines.add("  It will probably start in " + in(start.path("median")) + between);
        }
    }

    private String in(JsonNode instant) {
        try {
            var wait = Duration.between(now, Instant.parse(instant.asText()));
            return String.format(Locale.ROOT, "%.1f s", wait.toMillis() / 1_000.0);
        } catch (DateTimeParseException unreadable) {
            return instant.asText();
        }
    }

    private void changes() {
        StreamSupport.stream(answer.path("counterfactuals").spliterator(), false)
                .limit(MOST_CHANGES)
                .forEach(one -> lines.add("  " + one.path("change").asText() + ": position "
                        + one.path("position").asInt()));
    }
}
