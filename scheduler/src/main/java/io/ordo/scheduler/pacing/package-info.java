/** How fast the tasks of queues start lately, and who asked for them last, at all schedulers together. */
@NullMarked
package io.ordo.scheduler.pacing;

import org.jspecify.annotations.NullMarked;
