package io.ordo.ranker.simulation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * How long tasks waited from arrival to start.
 *
 * @param tasks how many
 * @param mean of their waits; zero, as all others, when there are none
 * @param p50 half of them waited no longer
 * @param p95 19 of 20 waited no longer
 * @param p99 99 of 100 waited no longer
 * @param max none waited longer
 * @param withDeadline how many had a deadline
 * @param missed how many of these had not finished by then
 */
public record Waits(
        int tasks,
        Duration mean,
        Duration p50,
        Duration p95,
        Duration p99,
        Duration max,
        int withDeadline,
        int missed) {
    /** The waits of some tasks of a replay. */
    static Waits of(Replay replay, int[] numbers) {
        var sorted = new long[numbers.length];
        long sum = 0;
        int withDeadline = 0;
        int missed = 0;
        for (int i = 0; i < numbers.length; i++) {
            sorted[i] = replay.waitedMicros(numbers[i]);
            sum += sorted[i];
            withDeadline += replay.task(numbers[i]).more().deadline() == null ? 0 : 1;
            missed += replay.missed(numbers[i]) ? 1 : 0;
        }
        Arrays.sort(sorted);
        var mean = micros(numbers.length == 0 ? 0 : sum / numbers.length);
        return new Waits(
                numbers.length,
                mean,
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                quantile(sorted, 0.99),
                quantile(sorted, 1),
                withDeadline,
                missed);
    }

    /** The least wait that this share of all does not exceed; zero when there are none. */
    static Duration quantile(long[] sorted, double share) {
        return sorted.length == 0
                ? Duration.ZERO
                : micros(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
