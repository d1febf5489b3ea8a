/**
 * When a job is due: schedules are values without memory that answer with the next instant.
 */
@NullMarked
package io.ordo.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
