/**
 * One thing to do once: its status, the moves between statuses, its attempts and how they end.
 */
@NullMarked
package io.ordo.scheduler.task;

import org.jspecify.annotations.NullMarked;
