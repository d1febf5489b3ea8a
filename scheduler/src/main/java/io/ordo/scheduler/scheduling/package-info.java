/**
 * Jobs are entered, changed, paused and resumed; and what their schedules say is told: when they are due, in words, one
 * by one and all together.
 */
@NullMarked
package io.ordo.scheduler.scheduling;

import org.jspecify.annotations.NullMarked;
