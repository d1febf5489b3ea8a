package io.ordo.scheduler.http.queue;

import java.time.Instant;

/** What stamps changes: the database's clock. */
@FunctionalInterface
public interface Stamps {
    Instant now();
}
