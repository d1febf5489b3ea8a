/**
 * The loops that ask the scheduler for tasks, one for each queue, never for more than there are free slots.
 */
@NullMarked
package io.ordo.worker.pop;

import org.jspecify.annotations.NullMarked;
