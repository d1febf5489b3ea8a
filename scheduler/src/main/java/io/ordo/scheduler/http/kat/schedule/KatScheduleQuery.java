package io.ordo.scheduler.http.kat.schedule;

import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.filter.Value.Truth;
import io.ordo.scheduler.http.kat.KatPages;
import io.ordo.scheduler.http.kat.KatQuery;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.scheduling.ScheduleList.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of the list of schedules as what they are: a filter by some of the columns. */
final class KatScheduleQuery {
    private final List<Filter> parts = new ArrayList<>();

    private KatScheduleQuery() {}

    /** @throws KatRefusal when a value is wrong, or a least value is above its greatest */
    static Search read(KatQuery query) {
        var scheduler = query.text("scheduler_id");
        var organisation = query.text("organisation");
        var hash = query.text("schedule_hash");
        var enabled = query.truth("enabled");
        var due = new Span("deadline_at", query.moment("min_deadline_at"), query.moment("max_deadline_at"));
        var created = new Span("created_at", query.moment("min_created_at"), query.moment("max_created_at"));
        var paging = KatPages.asked(query);
        query.check();
        var asked = new KatScheduleQuery();
        asked.equal("scheduler_id", scheduler == null ? null : new Text(scheduler));
        asked.equal("organisation", organisation == null ? null : new Text(organisation));
        asked.equal("hash", hash == null ? null : new Text(hash));
        asked.equal("enabled", enabled == null ? null : new Truth(enabled));
        asked.within(created);
        asked.within(due);
        return new Search(new Filter.All(asked.parts), paging.offset(), paging.limit());
    }

    private void equal(String column, @Nullable Value value) {
        if (value != null) {
            compare(column, Operator.EQUAL, value);
        }
    }

    private void within(Span span) {
        if (span.least() != null && span.most() != null && span.least().isAfter(span.most())) {
            throw KatRefusal.badRequest("min_" + span.column() + " must be less than max_" + span.column());
        }
        if (span.least() != null) {
            compare(span.column(), Operator.AT_LEAST, new Text(span.least().toString()));
        }
        if (span.most() != null) {
            compare(span.column(), Operator.AT_MOST, new Text(span.most().toString()));
        }
    }

    private void compare(String column, Operator operator, Value value) {
        parts.add(KatTables.SCHEDULES.condition(column, List.of(), operator, value));
    }

    /** Both ends included. */
    private record Span(
            String column,
            @Nullable Instant least,
            @Nullable Instant most) {}
}
