/** OpenKAT's schedulers and queues: push, pop and patch. */
@NullMarked
package io.ordo.scheduler.http.kat.queue;

import org.jspecify.annotations.NullMarked;
