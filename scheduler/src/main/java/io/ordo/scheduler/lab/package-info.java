/** What would have been: work of the past, done again under other rankers. */
@NullMarked
package io.ordo.scheduler.lab;

import org.jspecify.annotations.NullMarked;
