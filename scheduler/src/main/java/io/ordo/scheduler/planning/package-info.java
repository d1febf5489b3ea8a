/**
 * From jobs that are due to tasks that wait, and from tasks that wait to tasks that are queued.
 */
@NullMarked
package io.ordo.scheduler.planning;

import org.jspecify.annotations.NullMarked;
