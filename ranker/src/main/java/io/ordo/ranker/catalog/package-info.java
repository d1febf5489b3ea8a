/**
 * The rankers by name, and rankers composed by configuration. {@link io.ordo.ranker.catalog.RankerSpec} is the value
 * that is stored, shown and compared; {@link io.ordo.ranker.catalog.Rankers} knows those that need no configuration.
 */
@NullMarked
package io.ordo.ranker.catalog;

import org.jspecify.annotations.NullMarked;
