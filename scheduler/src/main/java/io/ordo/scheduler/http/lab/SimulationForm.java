package io.ordo.scheduler.http.lab;

import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Items;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RankerForm;
import io.ordo.scheduler.http.request.Stamps;
import io.ordo.scheduler.lab.Experiment;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.RankerVersion;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what is to be simulated. */
@Singleton
final class SimulationForm {
    /** As much of the past as is looked at when nobody says how much. */
    private static final Duration USUAL_WINDOW = Duration.ofDays(1);

    private final Json json;
    private final KnownQueues queues;
    private final Stamps stamps;

    SimulationForm(Json json, KnownQueues queues, Stamps stamps) {
        this.json = json;
        this.queues = queues;
        this.stamps = stamps;
    }

    Experiment read(Optional<byte[]> body) {
        var fields = Fields.of(json.body(body));
        List.of("queue", "rankers").forEach(fields::require);
        var name = fields.text("queue", 1, Queue.LONGEST_ID);
        var queue = Optional.ofNullable(name).flatMap(queues::find);
        if (name != null && queue.isEmpty()) {
            fields.wrong("queue", "unknown", "There is no queue '" + name + "'.");
        }
        var rankers = rankers(fields, queue.map(one -> one.settings().ranker()));
        var to = or(fields.instant("to"), stamps::now);
        var from = or(fields.instant("from"), () -> to.minus(USUAL_WINDOW));
        if (!from.isBefore(to)) {
            fields.wrong(
                    fields.has("to") ? "to" : "from", "order", "from must be before to, which is now if left out.");
        }
        var workers = fields.integer("workers", 1, Experiment.MOST_WORKERS);
        var most = fields.integer("limit", 1, Experiment.MOST_ATTEMPTS);
        fields.noOthers();
        fields.check();
        return new Experiment(
                Objects.requireNonNull(name),
                rankers,
                from,
                to,
                workers,
                Objects.requireNonNullElse(most, Experiment.MOST_ATTEMPTS));
    }

    private static Instant or(@Nullable Instant said, Supplier<Instant> otherwise) {
        return said == null ? otherwise.get() : said;
    }

    private static List<RankerVersion> rankers(Fields fields, Optional<RankerVersion> current) {
        var items = Items.read(fields, "rankers", "names or compositions of rankers");
        if (items.count() > Experiment.MOST_RANKERS || (items.isThere() && items.count() == 0)) {
            fields.wrong("rankers", "count", "Must be 1 to " + Experiment.MOST_RANKERS + " rankers.");
            return List.of();
        }
        var rankers = new ArrayList<RankerVersion>();
        for (int i = 0; i < items.count(); i++) {
            var place = String.valueOf(i);
            items.fields().require(place);
            RankerForm.read(items.fields(), place, current).ifPresent(rankers::add);
        }
        return rankers;
    }
}
