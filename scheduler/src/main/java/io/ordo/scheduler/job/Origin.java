package io.ordo.scheduler.job;

import org.jspecify.annotations.Nullable;

/**
 * Where a job comes from.
 *
 * @param dialect it was made in, one of the words here
 * @param key what it is called there, unique among the jobs of its dialect; null for nothing
 * @param template it was made of; null for none
 */
public record Origin(
        String dialect, @Nullable String key, @Nullable String template) {
    /** The longest word for a dialect. */
    public static final int LONGEST_DIALECT = 100;

    /** The longest key somebody may give a job. */
    public static final int LONGEST_KEY = 255;

    /** The jobs API; its key is one that somebody gave it. */
    public static final String NATIVE = "native";

    /** OpenKAT's schedules; their key is the hash of what is to be done. */
    public static final String KAT = "kat";

    /** Client schedules; their key is made of the five fields of the client. */
    public static final String CLIENT = "client";

    /** The cron log; its key is the job's name. */
    public static final String CRON_LOG = "cron-log";

    /** RestJobScheduler; its key is the id it gave the job. */
    public static final String TEMPLATE = "template";

    /** Of that dialect, called nothing there. */
    public static Origin of(String dialect) {
        return new Origin(dialect, null, null);
    }

    /** Of that dialect, called that there. */
    public Origin keyed(@Nullable String other) {
        return new Origin(dialect, other, template);
    }
}
