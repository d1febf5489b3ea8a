package io.ordo.scheduler.http.once;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.ordo.scheduler.commit.Commits;
import io.ordo.scheduler.commit.KeptAnswers;
import io.ordo.scheduler.commit.KeptAnswers.Answer;
import io.ordo.scheduler.http.problem.ProblemException;
import io.ordo.scheduler.lease.LeaseKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries requests out that may be sent again. */
@Singleton
public final class Replays {
    /** The header a key is in. */
    public static final String HEADER = "Idempotency-Key";

    private final Commits commits;
    private final KeptAnswers answers;

    Replays(Commits commits, KeptAnswers answers) {
        this.commits = commits;
        this.answers = answers;
    }

    /**
     * Carries a request out, the first time it is sent, and keeps its answer. A request without a key is carried out
     * whenever it is sent.
     *
     * @param said the answer as it is to be said again; null when it is worth nothing and not kept
     * @throws ReplayedAnswer when it was answered before
     * @throws ProblemException 409 when it is being carried out, 422 when the key was another request's
     */
    public <T> T once(HttpRequest<?> request, Supplier<T> work, Function<T, @Nullable Said> said) {
        var keyed = KeyedRequest.of(request);
        return keyed.isEmpty()
                ? work.get()
                : commits.together(() -> {
                    checkNew(keyed.get());
                    var result = work.get();
                    var answer = said.apply(result);
                    if (answer != null) {
                        keep(keyed.get(), answer);
                    }
                    return result;
                });
    }

    /** Whether a request brings a key. */
    public static boolean hasKey(HttpRequest<?> request) {
        return request.getHeaders().contains(HEADER);
    }

    private void keep(KeyedRequest keyed, Said said) {
        answers.keep(
                keyed.scope(),
                new Answer(keyed.fingerprint(), said.status(), said.body(), said.location(), said.leases()));
    }

    private void checkNew(KeyedRequest keyed) {
        boolean alone = answers.lock(keyed.scope());
        var kept = answers.find(keyed.scope());
        if (kept.isEmpty() && !alone) {
            throw ProblemException.of(
                            HttpStatus.CONFLICT,
                            "request_running",
                            "A request with this Idempotency-Key is being carried out; send it again to see how it"
                                    + " ended.")
                    .retryAfter(1);
        }
        if (kept.isPresent()) {
            if (!kept.get().fingerprint().equals(keyed.fingerprint())) {
                throw ProblemException.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "key_reused",
                        "This Idempotency-Key was sent with another request; use a new one.");
            }
            throw new ReplayedAnswer(kept.get());
        }
    }

    /**
     * An answer in the words of HTTP.
     *
     * @param body JSON; null for none
     * @param location where what was made is found; null for nowhere
     * @param leases what it gives
     */
    public record Said(
            int status, @Nullable String body, @Nullable String location, List<LeaseKey> leases) {
        /** An answer that gives nothing and leads nowhere. */
        public Said(int status, @Nullable String body) {
            this(status, body, null, List.of());
        }
    }
}
