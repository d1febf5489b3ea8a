/**
 * What someone wants done, once or again.
 */
@NullMarked
package io.ordo.scheduler.job;

import org.jspecify.annotations.NullMarked;
