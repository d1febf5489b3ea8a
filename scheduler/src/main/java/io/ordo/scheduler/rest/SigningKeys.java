package io.ordo.scheduler.rest;

import io.ordo.scheduler.target.SigningKey;
import java.util.List;

/** What deliveries are signed with whose address brings no key of its own. */
@FunctionalInterface
public interface SigningKeys {
    /** The keys that sign now, the newest first: while one is replaced by another, both do. Asked for each parcel. */
    List<SigningKey> current();
}
