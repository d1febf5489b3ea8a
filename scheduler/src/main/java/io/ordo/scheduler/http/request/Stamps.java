package io.ordo.scheduler.http.request;

import java.time.Instant;

/** What stamps changes: the database's clock. */
@FunctionalInterface
public interface Stamps {
    Instant now();
}
