/**
 * Where the scheduler pushes tasks for which no worker comes.
 */
@NullMarked
package io.ordo.scheduler.target;

import org.jspecify.annotations.NullMarked;
