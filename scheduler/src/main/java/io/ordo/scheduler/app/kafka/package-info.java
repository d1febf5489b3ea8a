/** Wiring of what needs Kafka. Without a cluster nothing of it is made. */
@NullMarked
package io.ordo.scheduler.app.kafka;

import org.jspecify.annotations.NullMarked;
