/**
 * Number crunching inside the worker's own process: small, bounded operations which stop soon after their
 * thread is interrupted. Each {@link io.ordo.worker.numbers.Operation} is a pure function from payload to
 * answer.
 */
@NullMarked
package io.ordo.worker.numbers;

import org.jspecify.annotations.NullMarked;
