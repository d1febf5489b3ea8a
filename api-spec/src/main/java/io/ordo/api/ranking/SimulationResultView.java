package io.ordo.api.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a simulation.
 *
 * @param attempts how many were replayed
 * @param truncated whether there were more, and the oldest were left out
 * @param leftOut how many attempts of that time say nothing of their arrival, and were left out
 * @param rankedAlike how many of the attempts were really ranked by the ranker the queue has now
 * @param current what the replay under that one comes to
 * @param calibration how well that replay meets what really happened; null when nothing did
 * @param candidates what the replays under the others come to, in their order
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SimulationResultView(
        int attempts,
        boolean truncated,
        long leftOut,
        long rankedAlike,
        OutcomeView current,
        @Nullable CalibrationView calibration,
        List<CandidateView> candidates) {
    /**
     * What a replay comes to.
     *
     * @param fairness Jain's index of the service tenants got for their weight while they had work waiting, 0 to 1
     * @param classes those that had tasks
     * @param tenants the twenty with the most tasks, most first
     * @param mostOvertaken whom the most tasks passed that came later; null when nobody was
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record OutcomeView(
            RankerView ranker,
            WaitsView waits,
            BigDecimal fairness,
            List<ClassWaitsView> classes,
            List<TenantWaitsView> tenants,
            @Nullable OvertakenView mostOvertaken) {}

    /**
     * How long tasks waited from arrival to start, in seconds.
     *
     * @param p50 half of them waited no longer
     * @param p95 19 of 20 waited no longer
     * @param p99 99 of 100 waited no longer
     * @param withDeadline how many had a deadline
     * @param missed how many of these had not finished by then
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record WaitsView(
            int count, BigDecimal p50, BigDecimal p95, BigDecimal p99, BigDecimal max, int withDeadline, int missed) {}

    /** The waits of a class, 1 to 5. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record ClassWaitsView(int classNumber, WaitsView waits) {}

    /**
     * The waits of a tenant.
     *
     * @param ownerId null for nobody's tasks
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record TenantWaitsView(@Nullable String ownerId, WaitsView waits) {}

    /**
     * A task that others passed.
     *
     * @param by how many tasks that arrived later started earlier
     * @param latest how many seconds later the last of these arrived
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record OvertakenView(UUID taskId, @Nullable String ownerId, int by, BigDecimal latest) {}

    /**
     * How far to trust the replays.
     *
     * @param attempts how many are compared
     * @param error seconds; half of the attempts waited in the replay no more than this longer or shorter than really
     * @param recordedP50 seconds; half of them really waited no longer
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record CalibrationView(
            int attempts,
            BigDecimal error,
            BigDecimal recordedP50,
            BigDecimal replayedP50,
            BigDecimal recordedP99,
            BigDecimal replayedP99) {}

    /** What the replay under a candidate comes to, and what changes from the current ranker to it. */
    @Serdeable
    public record CandidateView(OutcomeView outcome, DiffView diff) {}

    /**
     * Who would have waited longer, who shorter.
     *
     * @param longer how many would have waited at least a second longer
     * @param shorter how many at least a second less
     * @param losers those that would have waited longer by most, worst first, at most 20
     * @param winners those that would have waited less by most, best first, at most 20
     */
    @Serdeable
    public record DiffView(int longer, int shorter, List<ShiftView> losers, List<ShiftView> winners) {}

    /**
     * A task under both rankers.
     *
     * @param before seconds it waits under the current one
     * @param after seconds it waits under the candidate
     * @param why what makes the difference
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record ShiftView(
            UUID taskId, @Nullable String ownerId, int classNumber, BigDecimal before, BigDecimal after, String why) {}
}
