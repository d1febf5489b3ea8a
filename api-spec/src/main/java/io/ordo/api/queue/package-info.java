/** What queues and those who push, pop and settle say to each other, as JSON in snake_case. */
@NullMarked
package io.ordo.api.queue;

import org.jspecify.annotations.NullMarked;
