/** A real Kafka for tests. */
@NullMarked
package io.ordo.scheduler.testing.kafka;

import org.jspecify.annotations.NullMarked;
