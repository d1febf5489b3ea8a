/** Refusals as application/problem+json: what went wrong and what to change. */
@NullMarked
package io.ordo.scheduler.http.problem;

import org.jspecify.annotations.NullMarked;
