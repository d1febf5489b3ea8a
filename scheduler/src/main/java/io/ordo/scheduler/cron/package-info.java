/**
 * Cron expressions, by cron-utils.
 */
@NullMarked
package io.ordo.scheduler.cron;

import org.jspecify.annotations.NullMarked;
