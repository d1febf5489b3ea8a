package io.ordo.scheduler.http.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gauges in the text format of Prometheus, version 0.0.4. */
final class Exposition {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();

    /** Begins a metric; the text in one line. */
    Exposition gauge(String name, String help) {
        metrics.put(
                name, new StringBuilder("# HELP " + name + " " + help + "\n").append("# TYPE " + name + " gauge\n"));
        return this;
    }

    /** Adds a value to a metric that has begun. */
    Exposition value(String name, Map<String, String> labels, long value) {
        var metric = metrics.get(name);
        if (metric == null) {
            throw new IllegalArgumentException("no metric " + name);
        }
        String all = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                .collect(Collectors.joining(","));
        metric.append(name);
        metric.append(all.isEmpty() ? "" : "{" + all + "}");
        metric.append(' ').append(value).append('\n');
        return this;
    }

    String text() {
        return String.join("", metrics.values());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
