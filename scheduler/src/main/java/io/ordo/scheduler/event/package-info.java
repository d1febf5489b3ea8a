/** What happened to jobs and tasks, for whoever wants to hear of it. */
@NullMarked
package io.ordo.scheduler.event;

import org.jspecify.annotations.NullMarked;
