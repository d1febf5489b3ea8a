/** Rankers on the wire: what there are, which one a queue has, and what a task's rank is made of. */
@NullMarked
package io.ordo.scheduler.http.ranking;

import org.jspecify.annotations.NullMarked;
