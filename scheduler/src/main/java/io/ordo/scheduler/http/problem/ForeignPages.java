package io.ordo.scheduler.http.problem;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;

/** Says why pages of other sites are turned away from a server on their reader's machine; the framework does not. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(ForeignPages.AROUND_THE_CHECK)
public final class ForeignPages {
    static final int AROUND_THE_CHECK = Ordered.HIGHEST_PRECEDENCE + 1;

    @ResponseFilter
    public void explain(MutableHttpResponse<?> response) {
        if (response.status() == HttpStatus.FORBIDDEN && response.body() == null) {
            Problems.fill(
                    response, "forbidden", "A page of another origin may not use a server on this machine.", List.of());
        }
    }
}
