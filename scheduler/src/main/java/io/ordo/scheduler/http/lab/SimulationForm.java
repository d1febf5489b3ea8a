package io.ordo.scheduler.http.lab;

import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.http.request.Fields;
import io.ordo.scheduler.http.request.Items;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.http.request.RankerForm;
import io.ordo.scheduler.lab.Experiment;
import io.ordo.scheduler.queue.Queue;
import io.ordo.scheduler.queue.RankerVersion;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads what is to be simulated. */
@Singleton
final class SimulationForm {
    private final Json json;
    private final KnownQueues queues;

    SimulationForm(Json json, KnownQueues queues) {
        this.json = json;
        this.queues = queues;
    }

    Experiment read(Optional<byte[]> body) {
        var fields = Fields.of(json.body(body));
        List.of("queue", "rankers", "from", "to").forEach(fields::require);
        var name = fields.text("queue", 1, Queue.LONGEST_ID);
        var queue = Optional.ofNullable(name).flatMap(queues::find);
        if (name != null && queue.isEmpty()) {
            fields.wrong("queue", "unknown", "There is no queue '" + name + "'.");
        }
        var rankers = rankers(fields, queue.map(one -> one.settings().ranker()));
        var from = fields.instant("from");
        var to = fields.instant("to");
        if (from != null && to != null && !from.isBefore(to)) {
            fields.wrong("to", "order", "Must be after from.");
        }
        var workers = fields.integer("workers", 1, Experiment.MOST_WORKERS);
        var most = fields.integer("limit", 1, Experiment.MOST_ATTEMPTS);
        fields.noOthers();
        fields.check();
        return new Experiment(
                Objects.requireNonNull(name),
                rankers,
                Objects.requireNonNull(from),
                Objects.requireNonNull(to),
                workers,
                Objects.requireNonNullElse(most, Experiment.MOST_ATTEMPTS));
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
