/** OpenKAT's lists of tasks and what is counted of them. */
@NullMarked
package io.ordo.scheduler.http.kat.task;

import org.jspecify.annotations.NullMarked;
