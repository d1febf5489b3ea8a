/** What the bench says to Ordo, in the words of its public HTTP: a queue, and scripts of workers and of submitters. */
@NullMarked
package io.ordo.bench.ordo;

import org.jspecify.annotations.NullMarked;
