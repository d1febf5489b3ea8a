/** Requests with an idempotency key are carried out once, however often they are sent. */
@NullMarked
package io.ordo.scheduler.http.once;

import org.jspecify.annotations.NullMarked;
