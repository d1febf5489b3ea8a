package io.ordo.scheduler.template;

import io.ordo.scheduler.job.Policies;
import io.ordo.scheduler.schedule.ScheduleExpression;
import io.ordo.scheduler.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a template.
 *
 * @param name 1 to {@link #LONGEST_NAME} letters, digits, dots, dashes and underscores
 * @param title for people; null for its name
 * @param payloadSchema what the payloads of its jobs must satisfy: JSON Schema 2020-12, an object
 * @param defaults the payload of a job that says no more, a JSON object; it need not satisfy the schema
 * @param target where the tasks of its jobs are pushed; null for workers that pop them
 * @param userTriggered whether people make jobs of it; of any other the scheduler itself keeps one
 * @param rescheduleAfterTermination whether a job of it that is terminated is followed by a new one; never together
 *     with {@code userTriggered}
 */
public record TemplateDraft(
        String name,
        @Nullable String title,
        String payloadSchema,
        String defaults,
        @Nullable Target target,
        String queue,
        ScheduleExpression schedule,
        Policies policies,
        boolean userTriggered,
        boolean rescheduleAfterTermination) {
    /** The longest name. */
    public static final int LONGEST_NAME = 100;

    /** The longest title. */
    public static final int LONGEST_TITLE = 255;

    /** Why a template is refused that people trigger and that is rescheduled. */
    public static final String ENDLESS =
            "Users could run such jobs in an infinite loop: set it to false for a template that users trigger.";

    public TemplateDraft {
        if (userTriggered && rescheduleAfterTermination) {
            throw new IllegalArgumentException(ENDLESS);
        }
    }
}
