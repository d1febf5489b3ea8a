package io.ordo.scheduler.postgres.hot;

import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.postgres.Columns;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FieldArrays;
import io.ordo.scheduler.task.Report;
import io.ordo.scheduler.task.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers who settles a lease that is gone: it was settled so before, or what is said comes late and is kept. */
final class EarlierEndings {
    private final Database database;

    EarlierEndings(Database database) {
        this.database = database;
    }

    /**
     * The answers with those filled in that are missing.
     *
     * @param answers as many as settlements, null for those that found no lease
     */
    List<Settled> completed(List<@Nullable Settled> answers, List<Settlement> settlements) {
        var open = IntStream.range(0, answers.size())
                .filter(index -> answers.get(index) == null)
                .mapToObj(settlements::get)
                .toList();
        if (open.isEmpty()) {
            return answers.stream().map(Objects::requireNonNull).toList();
        }
        var earlier = earlier(open);
        keep(open.stream().filter(settlement -> isLate(settlement, earlier)).toList());
        return IntStream.range(0, answers.size())
                .mapToObj(index -> Objects.requireNonNullElseGet(
                        answers.get(index), () -> answer(settlements.get(index), earlier)))
                .toList();
    }

    private static Settled answer(Settlement settlement, Map<LeaseKey, Earlier> earlier) {
        var before = earlier.get(settlement.key());
        return before == null ? new Settled.Stale() : before.answer(settlement.report());
    }

    private static boolean isLate(Settlement settlement, Map<LeaseKey, Earlier> earlier) {
        return answer(settlement, earlier) instanceof Settled.Stale
                && !settlement.report().equals(Report.RELEASED);
    }

    /** Index: the primary keys of attempt and task. */
    private static final String EARLIER = """
            SELECT attempt.task_id, attempt.fence, attempt.ending, attempt.moved_to, task.queue
            FROM unnest((SELECT cast(? AS uuid[])), cast(? AS bigint[])) AS asked (task_id, fence)
            JOIN attempt ON attempt.task_id = asked.task_id
                        AND attempt.fence = asked.fence
            JOIN task ON task.id = attempt.task_id
            """;

    private Map<LeaseKey, Earlier> earlier(List<Settlement> settlements) {
        var earlier = new HashMap<LeaseKey, Earlier>();
        database.query(
                EARLIER,
                statement -> FieldArrays.of(statement, 1, settlements)
                        .withUuids(settlement -> settlement.key().task())
                        .withLongs(settlement -> settlement.key().fence()),
                row -> earlier.put(
                        Columns.leaseKey(row),
                        new Earlier(
                                row.getString("ending"),
                                Status.ofWord(row.getString("moved_to")),
                                row.getString("queue"))));
        return earlier;
    }

    /**
     * Of tasks that exist, so that nobody fills the table with inventions, and once however often it is said. Index:
     * the primary keys of task and late_result.
     */
    private static final String KEEP = """
            INSERT INTO late_result (task_id, fence, ending, reason, error, exit_code, result, log)
            SELECT said.task_id, fence, ending, reason, error, exit_code, cast(result AS jsonb), log
            FROM unnest(
                cast(? AS uuid[]), cast(? AS bigint[]), cast(? AS text[]), cast(? AS text[]), cast(? AS text[]),
                cast(? AS integer[]), cast(? AS text[]), cast(? AS text[]))
                AS said (task_id, fence, ending, reason, error, exit_code, result, log)
            JOIN task ON task.id = said.task_id
            ON CONFLICT DO NOTHING
            """;

    private void keep(List<Settlement> late) {
        if (late.isEmpty()) {
            return;
        }
        database.update(
                KEEP,
                statement -> FieldArrays.of(statement, 1, late)
                        .withUuids(settlement -> settlement.key().task())
                        .withLongs(settlement -> settlement.key().fence())
                        .withTexts(settlement ->
                                settlement.report().outcome().ending().word())
                        .withTexts(settlement -> settlement.report().reason())
                        .withTexts(settlement -> settlement.report().error())
                        .withIntegers(settlement -> settlement.report().exitCode())
                        .withTexts(settlement -> settlement.report().result())
                        .withTexts(settlement -> settlement.report().log()));
    }

    private record Earlier(String ending, Status movedTo, String queue) {
        /** A holder that never saw its answer says the same again: then it is told the same again. */
        Settled answer(Report report) {
            boolean isTheSame = ending.equals(report.outcome().ending().word());
            return isTheSame ? new Settled.Moved(movedTo, queue, null, null) : new Settled.Stale();
        }
    }
}
