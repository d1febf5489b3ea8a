package io.ordo.scheduler.http.kat.task;

import io.micronaut.http.HttpRequest;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Operator;
import io.ordo.scheduler.filter.Value.Text;
import io.ordo.scheduler.http.kat.KatFilters;
import io.ordo.scheduler.http.kat.KatPages;
import io.ordo.scheduler.http.kat.KatQuery;
import io.ordo.scheduler.http.kat.KatRefusal;
import io.ordo.scheduler.http.kat.filter.KatTables;
import io.ordo.scheduler.task.TaskList.Scope;
import io.ordo.scheduler.task.TaskList.Search;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which tasks a client wants to see: by the words of every generation of OpenKAT's clients. */
@Singleton
final class KatTaskQuery {
    private static final List<String> BOEFJE = List.of("boefje", "id");
    private static final List<String> NORMALIZER = List.of("normalizer", "id");
    private static final List<String> OBJECT = List.of("input_ooi");
    private static final List<String> OBJECT_BEFORE = List.of("raw_data", "boefje_meta", "input_ooi");

    private final KatFilters filters;

    KatTaskQuery(KatFilters filters) {
        this.filters = filters;
    }

    Search read(HttpRequest<?> request, Optional<byte[]> body) {
        var query = new KatQuery(request);
        var queue = query.text("scheduler_id");
        var tenant = query.text("organisation");
        var type = type(query);
        var status = query.status("status");
        var from = query.moment("min_created_at");
        var to = query.moment("max_created_at");
        var parts = payload(query, type);
        var paging = KatPages.asked(query);
        query.check();
        inOrder(from, to);
        parts.add(filters.readIfAny(KatTables.TASKS, body));
        return new Search(
                new Scope(queue, tenant, type, status, from, to),
                new Filter.All(parts),
                paging.offset(),
                paging.limit());
    }

    private static @Nullable String type(KatQuery query) {
        var newer = query.text("task_type");
        var older = query.text("type");
        return newer == null ? older : newer;
    }

    private static void inOrder(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && from.isAfter(to)) {
            throw KatRefusal.badRequest("min_created_at must be less than max_created_at");
        }
    }

    /** What the payload is about; where it says so differs between the types. */
    private static List<Filter> payload(KatQuery query, @Nullable String type) {
        var parts = new ArrayList<Filter>();
        var plugin = query.text("plugin_id");
        var object = query.text("input_ooi");
        if (plugin != null) {
            parts.add(either(type, new Paths(BOEFJE, NORMALIZER), plugin));
        }
        if (object != null) {
            parts.add(either(type, new Paths(OBJECT, OBJECT_BEFORE), object));
        }
        return parts;
    }

    private static Filter either(@Nullable String type, Paths paths, String value) {
        var boefjes = equal(paths.ofBoefjes(), value);
        var normalizers = equal(paths.ofNormalizers(), value);
        return switch (type) {
            case "boefje" -> boefjes;
            case "normalizer" -> normalizers;
            case null, default -> new Filter.Any(List.of(boefjes, normalizers));
        };
    }

    private static Filter equal(List<String> path, String value) {
        return KatTables.TASKS.condition("data", path, Operator.EQUAL, new Text(value));
    }

    private record Paths(List<String> ofBoefjes, List<String> ofNormalizers) {}
}
