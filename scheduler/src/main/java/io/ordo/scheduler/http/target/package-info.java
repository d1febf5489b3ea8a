/** Targets: how they are written, and what they mean. */
@NullMarked
package io.ordo.scheduler.http.target;

import org.jspecify.annotations.NullMarked;
