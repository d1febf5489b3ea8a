/** OpenKAT's schedules. */
@NullMarked
package io.ordo.scheduler.http.kat.schedule;

import org.jspecify.annotations.NullMarked;
