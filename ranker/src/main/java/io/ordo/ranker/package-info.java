/**
 * Ranking, as a pure library: facts about a task in, its rank with an explanation out. A rank is one number,
 * lowest first, computed when a task becomes due and never while it waits. No clock, no framework, no state.
 */
@NullMarked
package io.ordo.ranker;

import org.jspecify.annotations.NullMarked;
