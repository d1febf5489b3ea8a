/** How single values are written: ids, times, durations, numbers and texts, and which of them can be kept. */
@NullMarked
package io.ordo.scheduler.http.value;

import org.jspecify.annotations.NullMarked;
