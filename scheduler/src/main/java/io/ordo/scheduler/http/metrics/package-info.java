/** What Prometheus asks for. */
@NullMarked
package io.ordo.scheduler.http.metrics;

import org.jspecify.annotations.NullMarked;
