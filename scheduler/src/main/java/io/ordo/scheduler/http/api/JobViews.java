package io.ordo.scheduler.http.api;

import io.ordo.api.JobView;
import io.ordo.api.RetryPolicyView;
import io.ordo.scheduler.http.request.Json;
import io.ordo.scheduler.job.Job;
import io.ordo.scheduler.work.RetryPolicy;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;

/** Jobs as the wire shows them. */
@Singleton
final class JobViews {
    private final Json json;

    JobViews(Json json) {
        this.json = json;
    }

    JobView view(Job job) {
        var draft = job.draft();
        var work = draft.work();
        return new JobView(
                job.id(),
                draft.name(),
                draft.schedule().text(),
                draft.schedule().zone().getId(),
                json.stored(work.payload()),
                view(work.retry()),
                work.tenant(),
                draft.status().word(),
                job.origin(),
                work.queue(),
                work.priority(),
                seconds(work.timeout()),
                draft.deadline() == null ? null : seconds(draft.deadline()),
                job.timing().last(),
                job.timing().next(),
                job.createdAt(),
                job.updatedAt());
    }

    static RetryPolicyView view(RetryPolicy retry) {
        return new RetryPolicyView(
                retry.maxRetries(), seconds(retry.delay()), plain(BigDecimal.valueOf(retry.backoffFactor())));
    }

    private static BigDecimal seconds(Duration duration) {
        return plain(BigDecimal.valueOf(duration.toMillis(), 3));
    }

    /** Without zeros at the end: clients that know whole seconds read {@code 60}, not {@code 60.0}. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
