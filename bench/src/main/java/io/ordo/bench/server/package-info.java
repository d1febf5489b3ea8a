/** What a run starts and ends: a PostgreSQL, a scheduler, a broker and a Redis, each a process of its own. */
@NullMarked
package io.ordo.bench.server;

import org.jspecify.annotations.NullMarked;
