/** Redis: parcels as entries of lists and streams, and as messages of channels. */
@NullMarked
package io.ordo.scheduler.redis;

import org.jspecify.annotations.NullMarked;
