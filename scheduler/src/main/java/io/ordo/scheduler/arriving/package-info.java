/**
 * Who learns of tasks that arrive in a queue: the heads that claims choose from, those who are parked, and the other
 * schedulers.
 */
@NullMarked
package io.ordo.scheduler.arriving;

import org.jspecify.annotations.NullMarked;
