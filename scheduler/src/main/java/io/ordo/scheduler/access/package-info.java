/** Keys: who holds one may call. */
@NullMarked
package io.ordo.scheduler.access;

import org.jspecify.annotations.NullMarked;
