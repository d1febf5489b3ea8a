/**
 * The same work straight in SQL, without a scheduler, HTTP or anybody to ask: the database's own limit. {@link
 * io.ordo.bench.sql.TaskTables} is the one class that knows Ordo's tables.
 */
@NullMarked
package io.ordo.bench.sql;

import org.jspecify.annotations.NullMarked;
