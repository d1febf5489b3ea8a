/**
 * What must happen although nobody asks: lost leases are reaped, overdue tasks are failed.
 */
@NullMarked
package io.ordo.scheduler.upkeep;

import org.jspecify.annotations.NullMarked;
