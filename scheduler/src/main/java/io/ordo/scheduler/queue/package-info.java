/**
 * Named lanes of tasks in rank order.
 */
@NullMarked
package io.ordo.scheduler.queue;

import org.jspecify.annotations.NullMarked;
