/** What a run starts and ends: a PostgreSQL and a scheduler, each a process of its own. */
@NullMarked
package io.ordo.bench.server;

import org.jspecify.annotations.NullMarked;
