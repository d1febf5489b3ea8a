package io.ordo.scheduler.http.kat;

import io.micronaut.http.HttpRequest;
import io.micronaut.json.tree.JsonNode;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.filter.Kind;
import io.ordo.scheduler.http.value.Choices;
import io.ordo.scheduler.http.value.Storable;
import io.ordo.scheduler.task.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of OpenKAT's clients and collects everything that is wrong with them, in their words. One
 * that is empty counts as absent, one nobody asks for is ignored. {@link #check} throws if any was wrong, and must be
 * called before a value is used.
 */
public final class KatQuery {
    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d{1,18}\\s*");
    private static final Set<String> TRUE = Set.of("true", "1", "t", "on", "y", "yes");
    private static final Set<String> FALSE = Set.of("false", "0", "f", "off", "n", "no");
    private static final String STATUSES =
            Choices.either(Stream.of(Status.values()).map(Status::word).toList());

    private final HttpRequest<?> request;
    private final List<Issue> issues = new ArrayList<>();

    public KatQuery(HttpRequest<?> request) {
        this.request = request;
    }

    @Nullable
    public String text(String name) {
        var text = get(name);
        if (text.filter(value -> !Storable.isStorable(value)).isPresent()) {
            wrong(
                    name,
                    "string_unicode",
                    "Input should be a valid string, unable to parse raw data as a unicode string");
            return null;
        }
        return text.orElse(null);
    }

    /** A whole number from 0, of at most 18 digits. */
    public long whole(String name, long byDefault) {
        var text = get(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        if (!WHOLE.matcher(text.get()).matches()) {
            wrong(name, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
            return byDefault;
        }
        long number = Long.parseLong(text.get().strip());
        if (number < 0) {
            wrong(name, "greater_than_equal", "Input should be greater than or equal to 0");
        }
        return number;
    }

    @Nullable
    public Boolean truth(String name) {
        var text = get(name).map(word -> word.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return null;
        }
        if (!TRUE.contains(text.get()) && !FALSE.contains(text.get())) {
            wrong(name, "bool_parsing", "Input should be a valid boolean, unable to interpret input");
            return null;
        }
        return TRUE.contains(text.get());
    }

    @Nullable
    public Status status(String name) {
        var text = get(name);
        if (text.isEmpty()) {
            return null;
        }
        var status = Stream.of(Status.values())
                .filter(one -> one.word().equals(text.get().toLowerCase(Locale.ROOT)))
                .findFirst();
        if (status.isEmpty()) {
            wrong(name, "enum", "Input should be " + STATUSES);
        }
        return status.orElse(null);
    }

    /** A time, or a date: then its first moment. Both are in UTC where they say nothing else. */
    @Nullable
    public Instant moment(String name) {
        var text = get(name);
        var moment = text.flatMap(Kind::instant);
        if (text.isPresent() && moment.isEmpty()) {
            wrong(name, "datetime_from_date_parsing", "Input should be a valid datetime or date");
        }
        return moment.orElse(null);
    }

    /**
     * Ends the reading.
     *
     * @throws KatRefusal 422 when anything was wrong
     */
    public void check() {
        if (!issues.isEmpty()) {
            throw KatRefusal.invalid(issues);
        }
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(request.getParameters().get(name)).filter(text -> !text.isEmpty());
    }

    private void wrong(String name, String type, String message) {
        var input = JsonNode.createStringNode(request.getParameters().get(name, String.class, ""));
        issues.add(new Issue(type, List.of("query", name), message, input));
    }
}
