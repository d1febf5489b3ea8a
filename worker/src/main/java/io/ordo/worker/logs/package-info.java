/** Tasks that append a line to a log: the cron log's. */
@NullMarked
package io.ordo.worker.logs;

import org.jspecify.annotations.NullMarked;
