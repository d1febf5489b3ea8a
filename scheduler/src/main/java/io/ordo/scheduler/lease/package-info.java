/**
 * The exclusive right to one task until an instant, and the fence that tells the newest from the rest.
 */
@NullMarked
package io.ordo.scheduler.lease;

import org.jspecify.annotations.NullMarked;
