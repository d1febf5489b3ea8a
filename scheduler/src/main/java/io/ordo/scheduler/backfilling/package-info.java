/**
 * Planned times of the past that got no task, and get one because somebody asks: counted beforehand, made at a rate,
 * and noted in the ledger like those that were planned.
 */
@NullMarked
package io.ordo.scheduler.backfilling;

import org.jspecify.annotations.NullMarked;
