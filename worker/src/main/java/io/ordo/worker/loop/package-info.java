/** A thread that does one thing again and again until it is told to stop. */
@NullMarked
package io.ordo.worker.loop;

import org.jspecify.annotations.NullMarked;
