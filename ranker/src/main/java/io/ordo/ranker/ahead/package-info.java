/**
 * How much work is queued before a place on the time axis: whether a deadline can be met, and when a task may start.
 */
@NullMarked
package io.ordo.ranker.ahead;

import org.jspecify.annotations.NullMarked;
