/** Tasks and attempts, for reading. */
@NullMarked
package io.ordo.scheduler.postgres.history;

import org.jspecify.annotations.NullMarked;
