package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What dead letters have in common, the largest groups first. */
@Serdeable
public record DeadLetterGroups(List<DeadLetterGroupView> items) {}
