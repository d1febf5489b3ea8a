package io.ordo.scheduler.ranking;

import io.ordo.scheduler.queue.RankerVersion;
import java.util.Optional;

/** Every ranker a queue of this installation ever had. */
public interface RankerVersions {
    /** The ranker of that number; empty when there was none. */
    Optional<RankerVersion> find(long id);
}
