package io.ordo.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The answer to why a task waits, for people: what is not in it is left out. */
final class Explained {
    private static final int COLUMNS = 96;
    private static final int MOST_TENANTS = 3;
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
        explained.ahead();
        explained.times();
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

    private void ahead() {
        var ahead = answer.path("ahead");
        if (!ahead.isObject()) {
            return;
        }
        var tenants = StreamSupport.stream(ahead.path("by_tenant").spliterator(), false)
                .limit(MOST_TENANTS)
                .map(one -> one.path("tasks").asInt() + " of "
                        + one.path("owner_id").asText("nobody"))
                .toList();
        var whose = tenants.isEmpty() ? "" : ", among them " + String.join(", ", tenants);
        lines.add("  ahead: " + ahead.path("total").asInt() + " tasks" + whose);
    }

    private void times() {
        var start = answer.path("estimated_start");
        if (start.path("median").isTextual()) {
            var between = start.path("low").isTextual() && start.path("high").isTextual()
                    ? " (" + in(start.path("low")) + " to " + in(start.path("high")) + ")"
                    : "";
            lines.add("  starts probably in " + in(start.path("median")) + between);
        }
        if (answer.path("overtaking_horizon").isTextual()) {
            lines.add("  cannot be passed by what arrives more than " + in(answer.path("overtaking_horizon"))
                    + " from now");
        }
    }

    private String in(JsonNode instant) {
        try {
            return Duration.between(now, Instant.parse(instant.asText())).toSeconds() + " s";
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
