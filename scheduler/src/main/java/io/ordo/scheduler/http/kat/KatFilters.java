package io.ordo.scheduler.http.kat;

import io.micronaut.json.tree.JsonNode;
import io.ordo.api.kat.KatInvalid.Issue;
import io.ordo.scheduler.filter.Filter;
import io.ordo.scheduler.filter.Table;
import io.ordo.scheduler.http.kat.filter.FilterForm;
import io.ordo.scheduler.http.kat.filter.FilterInvalid;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The filters of requests. */
@Singleton
public final class KatFilters {
    private final KatBody bodies;
    private final FilterForm form;

    KatFilters(KatBody bodies, FilterForm form) {
        this.bodies = bodies;
        this.form = form;
    }

    /** The filter of a request that may have none. */
    public Filter readIfAny(Table table, Optional<byte[]> body) {
        return bodies.read(body).map(node -> read(table, node)).orElse(Filter.NONE);
    }

    /** The filter of a request that must have one. */
    public Filter read(Table table, Optional<byte[]> body) {
        return bodies.read(body)
                .map(node -> read(table, node))
                .orElseThrow(() -> KatRefusal.invalid(
                        List.of(new Issue("missing", List.of("body"), "Field required", JsonNode.nullNode()))));
    }

    private Filter read(Table table, JsonNode body) {
        try {
            return form.read(table, body);
        } catch (FilterInvalid invalid) {
            throw KatRefusal.invalid(invalid.issues());
        }
    }
}
