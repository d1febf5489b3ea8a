/** Which ranker a queue has: who chose it and when, what was chosen before, and which candidate is tried beside it. */
@NullMarked
package io.ordo.scheduler.choosing;

import org.jspecify.annotations.NullMarked;
