/** Schedulers that fail at any moment, and what must be true of planning all the same. */
@NullMarked
package io.ordo.scheduler.testing.havoc;

import org.jspecify.annotations.NullMarked;
