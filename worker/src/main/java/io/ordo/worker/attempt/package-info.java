/**
 * One try of a task under one lease, from start to settlement: {@link io.ordo.worker.attempt.Attempting}
 * walks it through, {@link io.ordo.worker.attempt.LiveAttempts} knows which are under way in which {@link
 * io.ordo.worker.attempt.Slots}, and {@link io.ordo.worker.attempt.Heartbeat} keeps their leases. Whoever no
 * longer holds the lease stops working and says nothing.
 */
@NullMarked
package io.ordo.worker.attempt;

import org.jspecify.annotations.NullMarked;
