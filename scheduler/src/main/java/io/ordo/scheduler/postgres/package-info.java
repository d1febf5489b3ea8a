/** The way to the database, and nothing about what is kept there. */
@NullMarked
package io.ordo.scheduler.postgres;

import org.jspecify.annotations.NullMarked;
