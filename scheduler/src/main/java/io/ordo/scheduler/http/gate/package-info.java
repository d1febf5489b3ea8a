/**
 * What every request must pass before anybody reads it: it is HTTP to its last byte, as large as it may be and written
 * plainly. Whatever comes in otherwise is refused here, and nothing is done.
 */
@NullMarked
package io.ordo.scheduler.http.gate;

import org.jspecify.annotations.NullMarked;
