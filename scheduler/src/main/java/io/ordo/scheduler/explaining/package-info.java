/** Why a task stands where it stands, when it will probably start, and what would be otherwise. */
@NullMarked
package io.ordo.scheduler.explaining;

import org.jspecify.annotations.NullMarked;
