/** Kafka: the cluster this installation was given, what is sent to it and what is read there. */
@NullMarked
package io.ordo.scheduler.kafka;

import org.jspecify.annotations.NullMarked;
