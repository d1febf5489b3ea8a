package io.ordo.bench.report;

import java.util.Locale;

/** Everything that is measured. Rates are tasks in a second unless the label says otherwise. */
public enum Figure {
    POP_SINGLE("Ordo: pop of one task carrying the last settlement, 64 workers"),
    POP_TWO_STEPS("Ordo: the same in two requests (settle, then pop), 64 workers"),
    POP_BATCH("Ordo: pop of 100 carrying 100 settlements, 16 connections"),
    PUSH_SINGLE("Ordo: push of one task, 64 clients"),
    PUSH_BATCH("Ordo: push of arrays of 1000, 4 connections"),
    LIFECYCLE("Ordo: push 100, pop 100, settle 100 at a backlog of 10 000, 16 connections"),
    LATENCY_P50("Ordo: push to arrival at a waiting worker, 50 tasks/s, half of them", Unit.MILLISECONDS),
    LATENCY_P99("Ordo: push to arrival at a waiting worker, 50 tasks/s, 99 of 100", Unit.MILLISECONDS),
    COMMIT("one commit of one row in the same minute, mean", Unit.MILLISECONDS),
    RANKING_FIFO_SINGLE("Ordo: push of one task of 20 tenants under `fifo`, 64 clients"),
    RANKING_BALANCED_SINGLE("Ordo: push of one task of 20 tenants under `balanced`, 64 clients"),
    RANKING_FIFO_BATCH("Ordo: push of arrays of 1000 of 20 tenants under `fifo`, 4 connections"),
    RANKING_BALANCED_BATCH("Ordo: push of arrays of 1000 of 20 tenants under `balanced`, 4 connections"),
    SIMULATOR_REPLAY("ranker: replay of a million tasks under `balanced`, time of one core", Unit.SECONDS),
    SIMULATOR_REPORT("ranker: the same with the report on it", Unit.SECONDS),
    FLOOD_URGENT("ranker: simulated flood under `balanced`, wait of others' urgent tasks, 99 of 100", Unit.SECONDS),
    FLOOD_NORMAL("ranker: simulated flood under `balanced`, wait of others' normal tasks, 99 of 100", Unit.SECONDS),
    FLOOD_STRICT_URGENT("ranker: the same flood by strict priority, others' urgent tasks", Unit.SECONDS),
    FLOOD_STRICT_NORMAL("ranker: the same flood by strict priority, others' normal tasks", Unit.SECONDS),
    DISPATCH_REST("Ordo: tasks pushed to an HTTP server on this machine"),
    DISPATCH_KAFKA("Ordo: tasks pushed to a topic of Kafka on this machine"),
    DISPATCH_REDIS_LIST("Ordo: tasks pushed to a list of a Redis on this machine"),
    DISPATCH_REDIS_STREAM("Ordo: tasks added to a stream of a Redis on this machine"),
    JOBS_MADE("Ordo: jobs made one by one, 64 clients, jobs"),
    FIRES("Ordo: tasks made of 100 000 recurring jobs due at the same instant"),
    LATE_P50(
            "Ordo: 100 000 recurring jobs within a minute, due to arrival at a worker, half of them",
            Unit.MILLISECONDS),
    LATE_P99("Ordo: the same, 99 of 100", Unit.MILLISECONDS),
    NO_DATABASE("Ordo: answers without a database, 64 connections"),
    BACKLOG_SMALL("Ordo: lifecycle beside 10 000 queued"),
    BACKLOG_LARGE("Ordo: lifecycle beside a million queued"),
    EXPLAIN_P50("Ordo: why a task waits, beside a million queued and 100 pops/s, half of them", Unit.MILLISECONDS),
    EXPLAIN_P99("Ordo: why a task waits, beside a million queued and 100 pops/s, 99 of 100", Unit.MILLISECONDS),
    SNAPSHOT_NONE("Ordo: lifecycle, last sixth of a minute"),
    SNAPSHOT_HELD("Ordo: the same while an old snapshot is held"),
    SQL_INDEPENDENT("SQL: claim the best and complete it, 64 independent workers on 16 connections"),
    SQL_SINGLE("SQL: claim one by key and complete it, 16 connections"),
    SQL_BATCH("SQL: claim 100 by key and complete them, 4 connections"),
    SQL_INSERT_SINGLE("SQL: insert one, 16 connections"),
    SQL_INSERT_BATCH("SQL: insert 1000, 4 connections"),
    DB_SCHEDULER("db-scheduler: lock-and-fetch, drain"),
    DB_SCHEDULER_FETCH("db-scheduler: fetch, drain"),
    DB_SCHEDULER_CHURN("db-scheduler: lock-and-fetch at a backlog of 10 000"),
    DB_SCHEDULER_SINGLE("db-scheduler: schedule one, 16 callers"),
    DB_SCHEDULER_BATCH("db-scheduler: scheduleBatch of 1000, 1 caller"),
    DB_SCHEDULER_BATCH_4("db-scheduler: scheduleBatch of 1000, 4 callers"),
    DB_SCHEDULER_SNAPSHOT_NONE("db-scheduler: lock-and-fetch at a backlog, last sixth of a minute"),
    DB_SCHEDULER_SNAPSHOT_HELD("db-scheduler: the same while an old snapshot is held"),
    DB_SCHEDULER_FIRES("db-scheduler: executions of 100 000 recurring tasks due at the same instant"),
    DB_SCHEDULER_LATE_P50("db-scheduler: 100 000 recurring tasks within a minute, half of them", Unit.MILLISECONDS),
    DB_SCHEDULER_LATE_P99("db-scheduler: the same, 99 of 100", Unit.MILLISECONDS),
    BARE_REST("the JDK's HttpClient: the same requests, 32 under way"),
    BARE_KAFKA("Kafka's producer: the same records, each confirmed, one request in flight"),
    BARE_KAFKA_MANY("Kafka's producer: the same with five requests in flight"),
    BARE_REDIS_LIST("Lettuce: the same pushed to the list, each confirmed, 2 000 under way on one connection"),
    BARE_REDIS_STREAM("Lettuce: the same added to the stream"),
    RELAY_KAFKA("relay: taken from a table by 500 on 4 connections, sent by Kafka's producer, marked as sent"),
    RELAY_REDIS_LIST("relay: the same, pushed to the list by Lettuce"),
    JOBRUNR("JobRunr: drain"),
    JOBRUNR_SINGLE("JobRunr: enqueue one, 16 callers"),
    JOBRUNR_BATCH("JobRunr: enqueue a stream, 1 caller"),
    QUARTZ("Quartz: drain"),
    QUARTZ_SINGLE("Quartz: scheduleJob, 16 callers"),
    QUARTZ_LATE_P50("Quartz: 100 000 recurring triggers within a minute, half of those that fired", Unit.MILLISECONDS),
    QUARTZ_LATE_P99("Quartz: the same, 99 of 100", Unit.MILLISECONDS),
    GENERATOR("the load generator against a server that does nothing, 64 connections, answers"),
    COMMITS("commits of one row on one connection");

    private final String label;
    private final Unit unit;

    Figure(String label) {
        this(label, Unit.PER_SECOND);
    }

    Figure(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    /** What it is counted in. */
    public enum Unit {
        PER_SECOND("/s", "%,.0f"),
        MILLISECONDS(" ms", "%.2f"),
        SECONDS(" s", "%.2f");

        private final String suffix;
        private final String format;

        Unit(String suffix, String format) {
            this.suffix = suffix;
            this.format = format;
        }
    }

    /** What it is, in a line. */
    public String label() {
        return label;
    }

    /** A value of it with its unit. */
    public String show(double value) {
        return String.format(Locale.ROOT, unit.format, value) + unit.suffix;
    }
}
