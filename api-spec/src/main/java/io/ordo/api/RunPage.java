package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One page of a job's runs, newest first.
 *
 * @param total all runs of the job
 * @param page the page's number, from 1
 * @param size the most runs a page holds, 1 to 100
 */
@Serdeable
public record RunPage(List<RunView> runs, long total, int page, int size) {}
