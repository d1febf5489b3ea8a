/** Kafka: the cluster this installation was given, and what is sent to it. */
@NullMarked
package io.ordo.scheduler.kafka;

import org.jspecify.annotations.NullMarked;
