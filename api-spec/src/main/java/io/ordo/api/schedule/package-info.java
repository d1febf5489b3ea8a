/** Schedules on the wire: what a job says of its planned times, and what became of them. */
@NullMarked
package io.ordo.api.schedule;

import org.jspecify.annotations.NullMarked;
