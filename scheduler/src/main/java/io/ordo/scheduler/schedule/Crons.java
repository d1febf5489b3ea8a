package io.ordo.scheduler.schedule;

/** Reads cron expressions. */
@FunctionalInterface
public interface Crons {
    /**
     * The local times an expression stands for. Reading the same expression again is cheap.
     *
     * @throws ScheduleRefused when the expression is not understood; says what to write instead
     */
    LocalTimes read(String expression);
}
