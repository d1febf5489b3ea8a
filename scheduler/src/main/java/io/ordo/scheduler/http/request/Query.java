package io.ordo.scheduler.http.request;

import io.micronaut.http.HttpRequest;
import io.ordo.api.FieldError;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.value.Durations;
import io.ordo.scheduler.http.value.Instants;
import io.ordo.scheduler.http.value.Storable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of a request and collects everything that is wrong with them. Parameters nobody asks for
 * are ignored. {@link #check} throws if any was wrong, and must be called before a value is used.
 */
public final class Query {
    private final Function<String, @Nullable String> parameters;
    private final List<FieldError> errors = new ArrayList<>();

    public Query(HttpRequest<?> request) {
        this(request.getParameters()::get);
    }

    /** @param parameters the value of each name, null for none */
    public Query(Function<String, @Nullable String> parameters) {
        this.parameters = parameters;
    }

    /** A whole number within bounds, both inclusive. */
    public int integer(String name, int byDefault, int least, int most) {
        var text = get(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, together with numbers out of range.
        }
        wrong(name, "range", "Must be a whole number from " + least + " to " + most + ".");
        return byDefault;
    }

    /** A duration within bounds, both inclusive: seconds, or a text such as {@code 30s}. */
    @Nullable
    public Duration duration(String name, Duration least, Duration most) {
        var text = get(name);
        if (text.isEmpty()) {
            return null;
        }
        var duration = Durations.of(text.get());
        if (duration.isEmpty() || !Durations.isWithin(duration.get(), least, most)) {
            wrong(name, "range", Durations.range(least, most) + ", as a number or as 30s, 5m, 1h or 1d.");
            return null;
        }
        return duration.get();
    }

    /** A text that stands for something; the reader answers null when it stands for nothing. */
    public <T> @Nullable T oneOf(String name, Function<String, @Nullable T> reader, String choices) {
        var text = get(name);
        if (text.isEmpty()) {
            return null;
        }
        T value = reader.apply(text.get());
        if (value == null) {
            wrong(name, "choice", "Must be one of " + choices + ".");
        }
        return value;
    }

    /** A date and time with its offset, such as {@code 2030-06-01T12:00:00Z}. */
    public @Nullable Instant instant(String name) {
        var instant = read(name, text -> Instants.read(text).orElse(null), Instants.FORM);
        if (instant != null && !Instants.isKept(instant)) {
            wrong(name, "range", Instants.RANGE);
            return null;
        }
        return instant;
    }

    /**
     * A text that says something; the reader answers null when it says nothing.
     *
     * @param otherwise what it must be, a sentence
     */
    public <T> @Nullable T read(String name, Function<String, @Nullable T> reader, String otherwise) {
        var text = get(name);
        T value = text.isEmpty() ? null : reader.apply(text.get());
        if (text.isPresent() && value == null) {
            wrong(name, "format", otherwise);
        }
        return value;
    }

    @Nullable
    public String text(String name, int longest) {
        var text = get(name);
        if (text.filter(value -> value.length() <= longest && Storable.isStorable(value))
                        .isEmpty()
                && text.isPresent()) {
            wrong(name, "length", "Must be valid text of at most " + longest + " characters.");
            return null;
        }
        return text.orElse(null);
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 422 when anything was wrong */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(parameters.apply(name)).filter(text -> !text.isEmpty());
    }

    private void wrong(String name, String rule, String message) {
        errors.add(new FieldError(name, rule, message));
    }
}
