/** The native API under /api/v1: jobs and runs for people, pop and settle for workers. */
@NullMarked
package io.ordo.scheduler.http.api;

import org.jspecify.annotations.NullMarked;
