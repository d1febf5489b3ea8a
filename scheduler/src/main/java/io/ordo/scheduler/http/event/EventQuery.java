package io.ordo.scheduler.http.event;

import io.micronaut.http.HttpRequest;
import io.ordo.scheduler.event.EventCursor;
import io.ordo.scheduler.event.EventFilter;
import io.ordo.scheduler.event.EventType;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.queue.Queue;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody asks for.
 *
 * @param after what he has read already; null to begin with what is to come
 */
record EventQuery(EventFilter filter, @Nullable EventCursor after) {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    /** @throws ProblemException 422 when anything of it is not understood */
    static EventQuery of(HttpRequest<?> request) {
        var query = new Query(request);
        var types = query.oneOf(
                "types",
                EventQuery::types,
                Stream.of(EventType.values()).map(EventType::word).collect(Collectors.joining(", ")) + ", with commas");
        var filter = new EventFilter(
                Objects.requireNonNullElse(types, Set.of()),
                query.text("queue", Queue.LONGEST_ID),
                query.oneOf("job", text -> Ids.parse(text).orElse(null), "the ids of jobs"),
                query.oneOf("task", text -> Ids.parse(text).orElse(null), "the ids of tasks"));
        var asked = query.oneOf("after", text -> EventCursor.parse(text).orElse(null), "the ids of events");
        query.check();
        return new EventQuery(filter, lastEvent(request, asked));
    }

    /** Null when one of them is unknown. */
    private static @Nullable Set<String> types(String text) {
        var words = Set.copyOf(List.of(text.split(",", -1)));
        return words.stream().allMatch(word -> EventType.ofWord(word).isPresent()) ? words : null;
    }

    /** The header is what a browser sends when it comes again; its address still says where it began. */
    private static @Nullable EventCursor lastEvent(HttpRequest<?> request, @Nullable EventCursor asked) {
        var header = request.getHeaders().get(LAST_EVENT_ID);
        if (header == null || header.isEmpty()) {
            return asked;
        }
        var of = new Query(name -> name.equals(LAST_EVENT_ID) ? header : null);
        var last = of.oneOf(LAST_EVENT_ID, text -> EventCursor.parse(text).orElse(null), "the ids of events");
        of.check();
        return last;
    }
}
