/** Taking in tasks that somebody pushes, as the rules of their queue permit. */
@NullMarked
package io.ordo.scheduler.pushing;

import org.jspecify.annotations.NullMarked;
