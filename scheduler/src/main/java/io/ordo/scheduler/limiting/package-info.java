/** Limits over all queues: how many tasks of one concurrency key, or of one connection, are under way at once. */
@NullMarked
package io.ordo.scheduler.limiting;

import org.jspecify.annotations.NullMarked;
