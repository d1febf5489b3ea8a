/** The verbs of a lease, which must be fast: one guarded statement for every move. */
@NullMarked
package io.ordo.scheduler.postgres.hot;

import org.jspecify.annotations.NullMarked;
