/** What clients of other systems are answered: client schedules and the cron log. */
@NullMarked
package io.ordo.api.dialect;

import org.jspecify.annotations.NullMarked;
