/**
 * {@code make demo-ranking}: floods a running Ordo under several rankers side by side, and shows who waits how long and
 * why. Begin at {@link io.ordo.bench.demo.RankingDemo}.
 */
@NullMarked
package io.ordo.bench.demo;

import org.jspecify.annotations.NullMarked;
