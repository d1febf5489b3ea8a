package io.ordo.scheduler.http.ranking;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.ordo.api.ranking.RankerList;

/** The rankers there are. */
@Controller("/api/v1/rankers")
class RankerController {
    private static final RankerList ALL = RankerViews.all();

    /** Those that everybody has, and what others can be made of. */
    @Get
    RankerList list() {
        return ALL;
    }
}
