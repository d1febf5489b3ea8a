package io.ordo.ranker.factor;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A value for every parameter of a factor. */
public final class Arguments {
    private final Map<String, Object> values;

    Arguments(Map<String, Object> values) {
        this.values = values;
    }

    /** The value of a parameter that is a duration; whole milliseconds. */
    public Duration duration(String parameter) {
        return (Duration) value(parameter);
    }

    /** The value of a parameter that is a number. */
    public double number(String parameter) {
        return (double) value(parameter);
    }

    /** The value of a parameter that is a text. */
    public String text(String parameter) {
        return (String) value(parameter);
    }

    private Object value(String parameter) {
        return Objects.requireNonNull(values.get(parameter), parameter);
    }
}
