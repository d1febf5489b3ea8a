package io.ordo.scheduler.commit;

import io.ordo.scheduler.lease.LeaseKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers of requests that may be sent again. All verbs are part of the transaction that makes the answer. */
public interface KeptAnswers {
    /**
     * Keeps everybody else from answering the same request until the transaction ends.
     *
     * @return false when somebody else is at it
     */
    boolean lock(String scope);

    /** The answer that is kept for a request. */
    Optional<Answer> find(String scope);

    /** Keeps an answer, in place of one that is kept. */
    void keep(String scope, Answer answer);

    /**
     * Forgets answers older than 24 hours.
     *
     * @param limit the most at once
     * @return how many were forgotten
     */
    int prune(int limit);

    /**
     * An answer that was given.
     *
     * @param fingerprint of all that the request asked
     * @param status of HTTP
     * @param body null for none
     * @param location where what was made is found; null for nowhere
     * @param leases what it gave; it is worth something while one of them lives, or when it gave none at all
     */
    record Answer(
            String fingerprint,
            int status,
            @Nullable String body,
            @Nullable String location,
            List<LeaseKey> leases) {
        public Answer {
            leases = List.copyOf(leases);
        }
    }
}
