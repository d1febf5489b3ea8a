/**
 * Looking after tasks: finding them, changing how urgent they are, cancelling them and doing ended ones again, one by
 * one or all that a filter finds.
 */
@NullMarked
package io.ordo.scheduler.tending;

import org.jspecify.annotations.NullMarked;
