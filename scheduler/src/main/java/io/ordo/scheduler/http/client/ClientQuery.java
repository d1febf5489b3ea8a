package io.ordo.scheduler.http.client;

import io.micronaut.http.HttpRequest;
import io.ordo.scheduler.http.request.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose schedules a query asks for.
 *
 * @param wanted the fields of the client in their order; empty for whatever it says
 */
record ClientQuery(List<Optional<String>> wanted) {
    private static final Set<String> KEYS = Set.of("application", "group", "type", "key", "operation");

    ClientQuery {
        wanted = List.copyOf(wanted);
    }

    /** The query of a request; empty when it holds none of the keys. */
    static Optional<ClientQuery> read(HttpRequest<?> request) {
        if (request.getParameters().names().stream().noneMatch(KEYS::contains)) {
            return Optional.empty();
        }
        var query = new Query(request);
        var wanted = Stream.of(
                        query.text("application", ClientName.LONGEST),
                        query.text("group", ClientName.LONGEST),
                        query.text("type", ClientName.LONGEST),
                        query.text("key", ClientName.LONGEST),
                        query.text("operation", ClientName.LONGEST))
                .map(Optional::ofNullable)
                .toList();
        query.check();
        return Optional.of(new ClientQuery(wanted));
    }

    /** Whether it names anybody. */
    boolean isOfSomebody() {
        return wanted.stream().anyMatch(Optional::isPresent);
    }
}
