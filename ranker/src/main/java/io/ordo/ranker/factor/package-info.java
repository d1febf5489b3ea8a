/**
 * What rankers are made of. To add a factor: write a record that implements {@link io.ordo.ranker.Factor} and has a
 * {@code TYPE} with its parameters (unit, range, default), and name it in {@link io.ordo.ranker.factor.Factors}. The
 * property tests then hold it to what every factor must keep.
 */
@NullMarked
package io.ordo.ranker.factor;

import org.jspecify.annotations.NullMarked;
