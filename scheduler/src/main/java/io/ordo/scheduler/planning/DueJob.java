package io.ordo.scheduler.planning;

import io.ordo.scheduler.job.Job;
import java.time.Instant;

/**
 * A job nobody else can plan or change at this moment.
 *
 * @param ranker the name of its queue's ranker
 * @param now the database's clock
 */
public record DueJob(Job job, String ranker, Instant now) {}
