/**
 * Dispatching: tasks whose targets do not come for them are brought there.
 */
@NullMarked
package io.ordo.scheduler.dispatching;

import org.jspecify.annotations.NullMarked;
