/**
 * Ordo in one process: an embedded PostgreSQL, the scheduler and one worker, started in this order and stopped in the
 * opposite one. Everything that must survive a restart lives in one {@link io.ordo.standalone.DataDirectory}.
 */
@NullMarked
package io.ordo.standalone;

import org.jspecify.annotations.NullMarked;
