/** Tasks for those who look after them, as JSON in snake_case. */
@NullMarked
package io.ordo.api.task;

import org.jspecify.annotations.NullMarked;
