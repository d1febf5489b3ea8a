package io.ordo.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report to be compared with others by a program. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** The report as text. */
    public static String of(Report report) throws JsonProcessingException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("date", report.date());
        all.put("revision", report.revision());
        all.put("arguments", report.arguments());
        all.put("machine", report.machine());
        all.put("loads", report.loads());
        all.put("mismatches", report.mismatches());
        all.put("notes", report.notes());
        all.put("targets", targets(report.measurements()));
        all.put("figures", figures(report.measurements()));
        return MAPPER.writeValueAsString(all) + "\n";
    }

    private static List<Object> targets(Measurements measurements) {
        List<Object> targets = new ArrayList<>();
        for (Target target : Target.ALL) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("figure", name(target.figure()));
            one.put("against", target.against());
            one.put("asked", target.asked());
            target.reached(measurements).ifPresent(reached -> {
                one.put("reached", reached.value());
                if (target.isAsked()) {
                    one.put("met", reached.isMet());
                }
            });
            targets.add(one);
        }
        return targets;
    }

    private static Map<String, Object> figures(Measurements measurements) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            var values = measurements.of(figure);
            if (!values.isEmpty()) {
                figures.put(
                        name(figure),
                        Map.of(
                                "label",
                                figure.label(),
                                "median",
                                Spread.of(values).median(),
                                "rounds",
                                values));
            }
        }
        return figures;
    }

    private static String name(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT);
    }
}
