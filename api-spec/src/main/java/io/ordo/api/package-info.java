/**
 * The records that travel between Ordo's scheduler, its workers and its clients, as JSON in snake_case. They
 * carry no behaviour: the scheduler maps them to its own domain, a worker reads and writes them as they are.
 * Instants are UTC in ISO-8601 with {@code Z}; durations are seconds; ids are UUIDv7.
 */
@NullMarked
package io.ordo.api;

import org.jspecify.annotations.NullMarked;
