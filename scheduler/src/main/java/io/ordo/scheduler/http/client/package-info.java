/**
 * Client schedules: jobs that clients of Scalable Scheduler Service keep under their five fields, whose tasks are
 * pushed to a target.
 */
@NullMarked
package io.ordo.scheduler.http.client;

import org.jspecify.annotations.NullMarked;
