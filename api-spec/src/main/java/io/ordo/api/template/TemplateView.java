package io.ordo.api.template;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.ordo.api.schedule.CatchUpView;
import io.ordo.api.schedule.DstView;
import io.ordo.api.schedule.TargetView;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reusable shape for jobs.
 *
 * @param version 1 at first, one more with every change
 * @param title for people; null for its name
 * @param payloadSchema what the payloads of its jobs must satisfy, as JSON Schema 2020-12
 * @param defaults the payload of a job that says no more
 * @param target where the tasks of its jobs are pushed; null for workers that pop them
 * @param queue the queue they wait in
 * @param scheduleExpr the schedule of its jobs, as it was written
 * @param timezone the IANA zone in which a cron expression or a date-time without offset is read
 * @param startAt no planned time is earlier; null for no bound
 * @param endAt no planned time is later; null for no bound
 * @param spread seconds due times are moved at most behind planned times
 * @param overlap what becomes of a planned time while a task of the job lives
 * @param userTriggered whether people make jobs of it; of any other the scheduler itself keeps one
 * @param rescheduleAfterTermination whether a job of it that is terminated is followed by a new one
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record TemplateView(
        String name,
        int version,
        @Nullable String title,
        JsonNode payloadSchema,
        JsonNode defaults,
        @Nullable TargetView target,
        String queue,
        String scheduleExpr,
        String timezone,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        BigDecimal spread,
        DstView dst,
        CatchUpView catchUp,
        String overlap,
        boolean userTriggered,
        boolean rescheduleAfterTermination,
        Instant createdAt,
        Instant updatedAt) {}
