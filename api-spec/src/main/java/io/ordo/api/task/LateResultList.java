package io.ordo.api.task;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The late results of a task, newest first. */
@Serdeable
public record LateResultList(List<LateResultView> items) {}
