/** Jobs, and the tasks they turn into. */
@NullMarked
package io.ordo.scheduler.postgres.plan;

import org.jspecify.annotations.NullMarked;
