/**
 * {@code make bench}: measures the scheduler through its public HTTP, with its peers and the database's own limit
 * beside it in the same run, on a PostgreSQL that keeps its promises. Begin at {@link io.ordo.bench.Bench}.
 */
@NullMarked
package io.ordo.bench;

import org.jspecify.annotations.NullMarked;
