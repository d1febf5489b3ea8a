/** Where tasks stand in their queues. */
@NullMarked
package io.ordo.scheduler.ranking;

import org.jspecify.annotations.NullMarked;
