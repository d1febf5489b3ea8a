package io.ordo.scheduler.schedule;

public record Dst(Gap gap, Overlap overlap) {
    public static final Dst DEFAULT = new Dst(Gap.SHIFT, Overlap.ONCE);

    public enum Gap {
        SHIFT,
        SKIP
    }

    public enum Overlap {
        ONCE,
        TWICE
    }
}
