/**
 * How many tasks are queued before a place on the time axis, and how fast they start: whether a deadline can be met.
 */
@NullMarked
package io.ordo.ranker.ahead;

import org.jspecify.annotations.NullMarked;
