package io.ordo.scheduler.queue;

import io.ordo.ranker.Ranker;
import io.ordo.ranker.catalog.RankerSpec;
import java.util.List;

/** A ranker as a queue has it, of factors that no catalog knows. */
public final class MadeRanker {
    private MadeRanker() {}

    public static RankerVersion of(Ranker ranker) {
        return new RankerVersion(new RankerSpec(ranker.name(), List.of()), ranker);
    }
}
