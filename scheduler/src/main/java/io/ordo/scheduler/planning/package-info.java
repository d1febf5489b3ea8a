/**
 * From jobs that are due to tasks that wait, and from tasks that wait to tasks that are queued; with a ledger of what
 * became of every planned time.
 */
@NullMarked
package io.ordo.scheduler.planning;

import org.jspecify.annotations.NullMarked;
