package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Who made a task more or less urgent, newest first. */
@Serdeable
public record PriorityStepList(List<PriorityStepView> items) {}
