/** One class for each part of a run: it sets the scene, measures, and leaves the queue as it found it. */
@NullMarked
package io.ordo.bench.trial;

import org.jspecify.annotations.NullMarked;
