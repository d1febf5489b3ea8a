package io.ordo.scheduler.explaining;

/**
 * Where a task would stand if something about it were different.
 *
 * @param change as in {@code with priority 1}
 * @param position 1 is next
 */
public record Counterfactual(String change, int position, boolean isApproximate) {}
