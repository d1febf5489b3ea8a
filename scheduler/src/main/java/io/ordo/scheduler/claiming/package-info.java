/**
 * Taking the best-ranked tasks under leases, and giving account of them.
 */
@NullMarked
package io.ordo.scheduler.claiming;

import org.jspecify.annotations.NullMarked;
