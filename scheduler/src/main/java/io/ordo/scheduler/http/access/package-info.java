/** Who may call: the API key of a request becomes its principal. */
@NullMarked
package io.ordo.scheduler.http.access;

import org.jspecify.annotations.NullMarked;
