/** Requests that arrive together share one statement and one commit. */
@NullMarked
package io.ordo.scheduler.coalescing;

import org.jspecify.annotations.NullMarked;
