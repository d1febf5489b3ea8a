/**
 * Ranking, as a pure library: facts about a task in, its rank and an explanation out. A rank is one number, lowest
 * first, computed when a task becomes due and never while it waits. No clock, no framework, no state.
 *
 * <p>Start with {@code io.ordo.ranker.catalog.Rankers}, which knows the rankers by name. {@code
 * io.ordo.ranker.factor} holds what they are made of, {@code io.ordo.ranker.fair} and {@code io.ordo.ranker.history}
 * the memory that some of the facts come from, {@code io.ordo.ranker.simulation} shows what a ranker would do.
 */
@NullMarked
package io.ordo.ranker;

import org.jspecify.annotations.NullMarked;
