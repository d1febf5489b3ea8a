package io.ordo.bench.report;

import java.util.List;
import java.util.Map;

/**
 * A run and everything it found.
 *
 * @param date in UTC
 * @param arguments as the run was asked for
 * @param loads load average before the first round and after each
 * @param notes what a reader of the figures must know: parts that failed, backlogs that were not reached
 * @param mismatches between what was acknowledged and what is in the database; any of them makes the run worthless
 */
public record Report(
        String date,
        String revision,
        Map<String, String> arguments,
        Machine machine,
        List<Double> loads,
        Measurements measurements,
        List<String> notes,
        List<String> mismatches) {}
