/** The queue API for those who look after tasks: seeing, changing, repeating and cancelling them, singly and many. */
@NullMarked
package io.ordo.scheduler.http.tasks;

import org.jspecify.annotations.NullMarked;
