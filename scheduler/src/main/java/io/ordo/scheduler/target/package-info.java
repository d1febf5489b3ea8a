/**
 * Where the scheduler pushes tasks for which no worker comes, and where it may.
 */
@NullMarked
package io.ordo.scheduler.target;

import org.jspecify.annotations.NullMarked;
