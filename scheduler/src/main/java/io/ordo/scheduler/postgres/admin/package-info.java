/** The database's clock and the installation's queues. */
@NullMarked
package io.ordo.scheduler.postgres.admin;

import org.jspecify.annotations.NullMarked;
