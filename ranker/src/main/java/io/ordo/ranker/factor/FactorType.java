package io.ordo.ranker.factor;

import io.ordo.ranker.Factor;
import io.ordo.ranker.factor.Parameter.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of factor: its name, what it is for, what can be set about it, and how one is made.
 *
 * @param name as in compositions
 * @param revision raised when the same parameters come to mean something else, so that ranks of both can be told apart
 * @param meaning what it does, as a person would say it
 * @param parameters in the order they are shown
 * @param making makes one of arguments that are complete and in range; may throw {@link IllegalArgumentException} when
 *     they do not go together
 */
public record FactorType(
        String name, int revision, String meaning, List<Parameter> parameters, Function<Arguments, Factor> making) {
    public FactorType {
        parameters = List.copyOf(parameters);
    }

    /** A kind of factor, first revision. */
    static Builder named(String name, String meaning) {
        return new Builder(name, meaning);
    }

    /**
     * Makes a factor.
     *
     * @param written values by parameter; what is left out is as its default says
     * @param faults takes what is wrong, by parameter
     * @return empty when something is wrong
     */
    public Optional<Factor> make(Map<String, ?> written, Map<String, String> faults) {
        var values = read(written, faults);
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(making.apply(new Arguments(values)));
        } catch (IllegalArgumentException e) {
            faults.put("", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** All values, in the form of JSON, those left out too: two factors are the same when these are. */
    public Map<String, Object> complete(Map<String, ?> written) {
        var values = read(written, new HashMap<>());
        var complete = new LinkedHashMap<String, Object>();
        for (var parameter : parameters) {
            complete.put(
                    parameter.name(), parameter.write(values.getOrDefault(parameter.name(), parameter.otherwise())));
        }
        return complete;
    }

    private Map<String, Object> read(Map<String, ?> written, Map<String, String> faults) {
        var values = new HashMap<String, Object>();
        for (var parameter : parameters) {
            if (!written.containsKey(parameter.name())) {
                values.put(parameter.name(), parameter.otherwise());
                continue;
            }
            try {
                values.put(parameter.name(), parameter.read(written.get(parameter.name())));
            } catch (IllegalArgumentException e) {
                faults.put(parameter.name(), String.valueOf(e.getMessage()));
            }
        }
        for (String unknown : new TreeMap<>(written).keySet()) {
            if (parameters.stream().noneMatch(one -> one.name().equals(unknown))) {
                faults.put(unknown, "is no parameter of " + name + "; allowed: " + allowed());
            }
        }
        return values;
    }

    private String allowed() {
        return parameters.isEmpty()
                ? "none"
                : parameters.stream()
                        .map(one -> one.name() + " (" + one.allowed() + ")")
                        .collect(Collectors.joining("; "));
    }

    /** Collects parameters. */
    static final class Builder {
        private final String name;
        private final String meaning;
        private final List<Parameter> parameters = new ArrayList<>();

        private Builder(String name, String meaning) {
            this.name = name;
            this.meaning = meaning;
        }

        Builder duration(String parameter, Duration otherwise, Range range, String says) {
            parameters.add(new Parameter(parameter, Kind.DURATION, range.least(), range.most(), otherwise, says));
            return this;
        }

        Builder number(String parameter, double otherwise, Range range, String says) {
            parameters.add(new Parameter(parameter, Kind.NUMBER, range.least(), range.most(), otherwise, says));
            return this;
        }

        Builder text(String parameter, String otherwise, Range range, String says) {
            parameters.add(new Parameter(parameter, Kind.TEXT, range.least(), range.most(), otherwise, says));
            return this;
        }

        FactorType makes(Function<Arguments, Factor> making) {
            return new FactorType(name, 1, meaning, parameters, making);
        }
    }

    /** From and to, both inclusive: seconds, a number or characters. */
    record Range(double least, double most) {
        /** Zero to a day. */
        static final Range UP_TO_A_DAY = new Range(0, 86_400);

        /** A day earlier to a day later. */
        static final Range WITHIN_A_DAY = new Range(-86_400, 86_400);
    }
}
