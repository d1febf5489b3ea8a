package io.ordo.api.queue;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Every queue, in the order of their ids. */
@Serdeable
public record QueueList(List<QueueView> items) {}
