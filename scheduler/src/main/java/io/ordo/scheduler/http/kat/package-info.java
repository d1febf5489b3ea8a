/** OpenKAT's scheduler API, for OpenKAT's own clients: thin mappers over the queue and the jobs. */
@NullMarked
package io.ordo.scheduler.http.kat;

import org.jspecify.annotations.NullMarked;
