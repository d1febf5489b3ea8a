package io.ordo.scheduler.http.tasks;

import io.ordo.scheduler.http.request.Query;
import io.ordo.scheduler.http.value.Ids;
import io.ordo.scheduler.http.value.Instants;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.tending.DeadLetter.Spot;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, as text: the last item that was shown, by what the list is in order of. */
final class Cursors {
    /** The most items of a page. */
    static final int LARGEST = 100;

    static final int DEFAULT_SIZE = 20;

    private static final Pattern PLACE = Pattern.compile("(-?\\d{1,18})_(\\d{1,18})");

    private Cursors() {}

    /** What the parameter {@code cursor} stands for; null for the beginning. */
    static <T> @Nullable T of(Query query, Function<String, @Nullable T> reader) {
        return query.oneOf("cursor", reader, "the values of next_cursor");
    }

    static @Nullable UUID task(String text) {
        return Ids.parse(text).orElse(null);
    }

    static String text(Place place) {
        return place.rank() + "_" + place.seq();
    }

    static @Nullable Place place(String text) {
        var match = PLACE.matcher(text);
        return match.matches()
                ? new Place(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), new UUID(0, 0))
                : null;
    }

    static String text(Spot spot) {
        return spot.endedAt() + "_" + spot.id();
    }

    static @Nullable Spot spot(String text) {
        String[] parts = text.split("_", 2);
        if (parts.length < 2) {
            return null;
        }
        var endedAt = Instants.parse(parts[0]);
        var id = Ids.parse(parts[1]);
        return endedAt.isEmpty() || id.isEmpty() ? null : new Spot(endedAt.get(), id.get());
    }
}
