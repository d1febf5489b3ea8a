/** Passing on what happens to a topic outside: every event at least once, and those of one task in their order. */
@NullMarked
package io.ordo.scheduler.relaying;

import org.jspecify.annotations.NullMarked;
