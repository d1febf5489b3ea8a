/**
 * What became of every planned time of every job.
 */
@NullMarked
package io.ordo.scheduler.ledger;

import org.jspecify.annotations.NullMarked;
