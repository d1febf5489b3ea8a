/**
 * Other schedulers that keep their work in PostgreSQL, in this process, each with the settings that served it best.
 * They do nothing but count.
 */
@NullMarked
package io.ordo.bench.peer;

import org.jspecify.annotations.NullMarked;
