/** The jobs API under /api/v1, and what this service says of itself. */
@NullMarked
package io.ordo.scheduler.http.api;

import org.jspecify.annotations.NullMarked;
