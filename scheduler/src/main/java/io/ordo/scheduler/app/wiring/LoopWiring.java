package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.ordo.scheduler.app.Loop;
import io.ordo.scheduler.app.Loops;
import io.ordo.scheduler.app.Settings;
import io.ordo.scheduler.arriving.Feed;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.backfilling.Backfiller;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.planning.Planner;
import io.ordo.scheduler.planning.Promoter;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.TableStatistics;
import io.ordo.scheduler.postgres.admin.EstimatedClock;
import io.ordo.scheduler.postgres.admin.PostgresFeed;
import io.ordo.scheduler.ranking.Bookkeeper;
import io.ordo.scheduler.ranking.Learning;
import io.ordo.scheduler.ranking.RerankWalk;
import io.ordo.scheduler.upkeep.Census;
import io.ordo.scheduler.upkeep.Expirer;
import io.ordo.scheduler.upkeep.Forwarder;
import io.ordo.scheduler.upkeep.Pruner;
import io.ordo.scheduler.upkeep.Reaper;
import java.time.Duration;
import java.util.List;

/** The loops of this scheduler. Every scheduler runs all of them: none needs a leader. */
@Factory
final class LoopWiring {
    /** At most twenty messages a second. */
    private static final Duration FEED = Duration.ofMillis(50);

    /** Clocks drift far less in this time than what ranks tell apart. */
    private static final Duration CLOCK = Duration.ofSeconds(2);

    private static final Duration BOOKS = Duration.ofSeconds(1);
    private static final Duration RERANKING = Duration.ofSeconds(1);

    private static final Duration QUEUES = Duration.ofSeconds(1);

    /** How long a task could wait at worst that no head knows of. */
    private static final Duration HEADS = Duration.ofSeconds(30);

    /** How much later a job is planned that was due while nobody planned for more than a minute. */
    private static final Duration OVERDUE = Duration.ofSeconds(2);

    /** The rates of backfills are by the second. */
    private static final Duration BACKFILL = Duration.ofMillis(200);

    private static final Duration PRUNING = Duration.ofMinutes(1);

    /** How soon after a settlement those go on that waited for it. */
    private static final Duration FORWARD = Duration.ofMillis(50);

    /** How soon those go on that waited for an end nobody heard of. */
    private static final Duration WALK = Duration.ofSeconds(1);

    /** How long a task that ended is missing in the metrics; each end is counted about twice. */
    private static final Duration CENSUS = Duration.ofMinutes(1);

    /** For so long at most are statements planned for tables that were smaller. */
    private static final Duration STATISTICS = Duration.ofSeconds(1);

    private static final Duration LISTENING_AGAIN = Duration.ofSeconds(1);

    /** Tests that turn the wheels by hand set {@code ordo.loops} to false. */
    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops planning(Settings settings, Planner planner, Promoter promoter, Reaper reaper, Expirer expirer) {
        return new Loops(List.of(
                new Loop("planner-1", settings.planInterval(), planner::runRecent),
                new Loop("planner-2", settings.planInterval(), planner::runRecent),
                new Loop("planner-overdue", OVERDUE, planner::runOnce),
                new Loop("promoter", settings.planInterval(), promoter::runOnce),
                new Loop("reaper", settings.reapInterval(), reaper::runOnce),
                new Loop("expirer", settings.reapInterval(), expirer::runOnce)));
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops backfilling(Backfiller backfiller) {
        return new Loops(List.of(new Loop("backfiller", BACKFILL, backfiller::runOnce)));
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops forwarding(Forwarder forwarder) {
        return new Loops(List.of(
                new Loop("forwarder", FORWARD, forwarder::runOnce), new Loop("forwarder-walk", WALK, forwarder::walk)));
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops listening(Feed feed, PostgresFeed wire, Heads heads, KnownQueues queues, Pruner pruner) {
        return new Loops(List.of(
                new Loop("pruner", PRUNING, pruner::runOnce),
                new Loop("feed", FEED, feed::runOnce),
                new Loop("listener", LISTENING_AGAIN, () -> wire.listen(feed::missed, feed::heard)),
                new Loop("heads", HEADS, () -> {
                    heads.forgetAll();
                    return false;
                }),
                new Loop("queues", QUEUES, queues::runOnce)));
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops measuring(EstimatedClock clock, Census census, Database database) {
        return new Loops(List.of(
                new Loop("clock", CLOCK, clock::runOnce),
                new Loop("census", CENSUS, census::runOnce),
                new Loop("statistics", STATISTICS, new TableStatistics(database)::runOnce)));
    }

    @Context
    @Bean(preDestroy = "close")
    @Requires(property = "ordo.loops", notEquals = "false")
    Loops remembering(Bookkeeper bookkeeper, Learning learning, RerankWalk rerankWalk) {
        return new Loops(List.of(
                new Loop("books", BOOKS, bookkeeper::runOnce),
                new Loop("durations", BOOKS, learning::runOnce),
                new Loop("reranking", RERANKING, rerankWalk::runOnce)));
    }
}
