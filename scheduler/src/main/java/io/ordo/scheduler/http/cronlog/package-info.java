/** The cron log: jobs by name, whose fields are appended to a log, or sent elsewhere, whenever cron says so. */
@NullMarked
package io.ordo.scheduler.http.cronlog;

import org.jspecify.annotations.NullMarked;
