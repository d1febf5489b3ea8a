/**
 * What it means to execute a task: an {@link io.ordo.worker.execution.Executor} for each payload type turns a
 * popped task into an {@link io.ordo.worker.execution.Outcome} and prints what it has to say into an {@link
 * io.ordo.worker.execution.Output} of limited size. Nothing here knows where tasks come from.
 */
@NullMarked
package io.ordo.worker.execution;

import org.jspecify.annotations.NullMarked;
