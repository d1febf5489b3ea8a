/** Schedules over HTTP: what a job says of its planned times, what they are, and what became of them. */
@NullMarked
package io.ordo.scheduler.http.schedule;

import org.jspecify.annotations.NullMarked;
