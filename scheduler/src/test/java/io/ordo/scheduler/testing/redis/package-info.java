/** A real Redis for tests. */
@NullMarked
package io.ordo.scheduler.testing.redis;

import org.jspecify.annotations.NullMarked;
