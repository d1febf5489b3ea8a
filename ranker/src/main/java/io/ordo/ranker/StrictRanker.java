package io.ordo.ranker;

import java.util.List;

/**
 * Priority alone: a less urgent task waits for as long as more urgent ones keep coming. Tasks of equal priority
 * stand in the order they were first queued.
 */
public record StrictRanker(String name) implements Ranker {
    @Override
    public List<Factor> factors() {
        return List.of();
    }

    @Override
    public boolean looksAt(Fact fact) {
        return fact == Fact.PRIORITY;
    }

    @Override
    public int level(int priority, boolean overBudget) {
        return Facts.CLASSES;
    }

    @Override
    public long rank(Facts facts, long[] offsets) {
        return facts.priority();
    }

    @Override
    public long rankOf(Facts facts, long[] offsets) {
        return facts.priority();
    }

    @Override
    public Explanation explain(Facts facts, long[] offsets) {
        return new Explanation(facts.priority(), List.of(), null);
    }
}
