/** What happens, told as it happens. */
@NullMarked
package io.ordo.scheduler.http.event;

import org.jspecify.annotations.NullMarked;
