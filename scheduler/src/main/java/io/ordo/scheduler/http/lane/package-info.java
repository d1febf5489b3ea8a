/**
 * The fast lane: plain requests of the hottest paths are answered on the server's event loop, past its router and its
 * filters. Whatever is not plain takes the ordinary way, and is answered there as if there were no lane.
 */
@NullMarked
package io.ordo.scheduler.http.lane;

import org.jspecify.annotations.NullMarked;
