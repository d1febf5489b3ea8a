package io.ordo.scheduler.queue;

import io.ordo.ranker.catalog.RankerSpec;

/** What rankers are made of, as JSON. */
public interface RankerTexts {
    String write(RankerSpec spec);

    /** What was written. */
    RankerSpec read(String text);
}
