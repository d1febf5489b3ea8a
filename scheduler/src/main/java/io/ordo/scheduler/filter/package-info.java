/** Which tasks or jobs somebody wants to see or take. */
@NullMarked
package io.ordo.scheduler.filter;

import org.jspecify.annotations.NullMarked;
