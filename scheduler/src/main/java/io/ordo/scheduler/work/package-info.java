/**
 * What a job and each of its tasks have in common: where to, for whom, how urgent, what, and with how much patience.
 */
@NullMarked
package io.ordo.scheduler.work;

import org.jspecify.annotations.NullMarked;
