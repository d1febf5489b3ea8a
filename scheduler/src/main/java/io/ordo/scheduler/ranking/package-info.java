/** Where tasks stand in their queues, and what becomes of that when they are changed. */
@NullMarked
package io.ordo.scheduler.ranking;

import org.jspecify.annotations.NullMarked;
