/** What happened to jobs and tasks. */
@NullMarked
package io.ordo.api.event;

import org.jspecify.annotations.NullMarked;
