/** The native API of queues: settings, pushes, pops and the verbs of a lease. */
@NullMarked
package io.ordo.scheduler.http.queue;

import org.jspecify.annotations.NullMarked;
