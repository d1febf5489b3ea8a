/**
 * The worker application: pops tasks from a scheduler over HTTP, executes them and settles them. It shares
 * nothing with the scheduler but the wire records. {@link io.ordo.worker.Worker} is wired by hand and can be
 * embedded.
 */
@NullMarked
package io.ordo.worker;

import org.jspecify.annotations.NullMarked;
