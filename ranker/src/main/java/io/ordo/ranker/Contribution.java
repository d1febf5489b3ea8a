package io.ordo.ranker;

import java.time.Duration;

/**
 * What one factor adds to a rank.
 *
 * @param factor the factor's name
 * @param offset how much later (positive) or earlier (negative) it lets the task stand on the time axis
 * @param words why, as a person would say it
 */
public record Contribution(String factor, Duration offset, String words) {}
