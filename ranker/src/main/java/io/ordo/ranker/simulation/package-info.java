/**
 * What a ranker would do: {@link io.ordo.ranker.simulation.Simulator} runs recorded or made up tasks under it and
 * gives a {@link io.ordo.ranker.simulation.Replay}, of which there is a report, a comparison with another replay, and
 * one with what really happened.
 */
@NullMarked
package io.ordo.ranker.simulation;

import org.jspecify.annotations.NullMarked;
