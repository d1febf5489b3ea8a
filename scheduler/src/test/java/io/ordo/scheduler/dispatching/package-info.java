/** Tests of dispatching. */
@NullMarked
package io.ordo.scheduler.dispatching;

import org.jspecify.annotations.NullMarked;
