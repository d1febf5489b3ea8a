package io.ordo.api;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One page of jobs, newest first.
 *
 * @param total all jobs the filters match
 * @param page the page's number, from 1
 * @param size the most jobs a page holds, 1 to 100
 */
@Serdeable
public record JobPage(List<JobView> jobs, long total, int page, int size) {}
