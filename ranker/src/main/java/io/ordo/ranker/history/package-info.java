/** How long work takes, learned from history: the expected durations that some factors go by. */
@NullMarked
package io.ordo.ranker.history;

import org.jspecify.annotations.NullMarked;
