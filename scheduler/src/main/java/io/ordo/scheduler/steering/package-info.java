/** Moving tasks by their id alone, without their lease, as OpenKAT's clients do: composed of legal moves. */
@NullMarked
package io.ordo.scheduler.steering;

import org.jspecify.annotations.NullMarked;
