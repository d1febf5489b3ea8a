package io.ordo.api.dialect;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client schedule.
 *
 * @param type {@code cron}, {@code now}, {@code date}, {@code delay}, {@code delay-recur}, or {@code other} for what
 *     was changed to a schedule that client schedules do not know
 * @param schedule in the words of its type
 * @param task where its tasks go, with what, and what is done when that fails
 * @param next when it is due next, in seconds of the epoch; null for at no time
 * @param status {@code idle}, {@code processing}, {@code done}, {@code failed} or {@code invalidity}
 * @param iteration how many tasks it made; 10 000 stands for more, too
 */
@Serdeable
public record ClientSchedule(
        UUID id,
        String name,
        ClientView client,
        String type,
        String schedule,
        String timezone,
        JsonNode task,
        @Nullable Long next,
        String status,
        long iteration) {}
