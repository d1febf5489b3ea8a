package io.ordo.scheduler.app.wiring;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.ordo.scheduler.app.Settings;
import io.ordo.scheduler.arriving.Arrivals;
import io.ordo.scheduler.arriving.Candidates;
import io.ordo.scheduler.arriving.Doorbell;
import io.ordo.scheduler.arriving.Feed;
import io.ordo.scheduler.arriving.Heads;
import io.ordo.scheduler.arriving.News;
import io.ordo.scheduler.arriving.TouchedLimits;
import io.ordo.scheduler.arriving.Walks;
import io.ordo.scheduler.claiming.AwaitedTasks;
import io.ordo.scheduler.claiming.Exchange;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Exchange.Listeners;
import io.ordo.scheduler.claiming.Exchange.Request;
import io.ordo.scheduler.claiming.Exchange.Stores;
import io.ordo.scheduler.claiming.KnownQueues;
import io.ordo.scheduler.claiming.Leases;
import io.ordo.scheduler.claiming.Popper;
import io.ordo.scheduler.claiming.Settler;
import io.ordo.scheduler.coalescing.Coalescer;
import io.ordo.scheduler.commit.KeptAnswers;
import io.ordo.scheduler.foreseeing.Foresight;
import io.ordo.scheduler.http.request.Stamps;
import io.ordo.scheduler.pacing.Paces;
import io.ordo.scheduler.postgres.Database;
import io.ordo.scheduler.postgres.FilteredReads;
import io.ordo.scheduler.postgres.admin.DatabaseClock;
import io.ordo.scheduler.postgres.admin.EstimatedClock;
import io.ordo.scheduler.postgres.admin.PostgresFeed;
import io.ordo.scheduler.postgres.admin.PostgresKeptAnswers;
import io.ordo.scheduler.postgres.admin.PostgresQueues;
import io.ordo.scheduler.postgres.hot.PostgresAllowances;
import io.ordo.scheduler.postgres.hot.PostgresCandidates;
import io.ordo.scheduler.postgres.hot.PostgresIntake;
import io.ordo.scheduler.postgres.hot.PostgresLeases;
import io.ordo.scheduler.postgres.hot.PostgresRankedTasks;
import io.ordo.scheduler.pushing.ItemPayload;
import io.ordo.scheduler.pushing.Pusher;
import io.ordo.scheduler.pushing.Pusher.Reception;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.queue.QueueSettings;
import io.ordo.scheduler.queue.RankerTexts;
import io.ordo.scheduler.ranking.Ranking;
import io.ordo.scheduler.ranking.Reranker;
import io.ordo.scheduler.ranking.SharedDurations;
import io.ordo.scheduler.upkeep.Forwarder;
import io.ordo.scheduler.upkeep.Pruner;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Which actor of the queue gets which port. */
@Factory
final class QueueWiring {
    /** A parked request looks again after this time, for the case that somebody was rung for and took nothing. */
    private static final Duration SAFETY_POLL = Duration.ofSeconds(1);

    /**
     * Two, so that one batch is gathered and answered while the other is on its way to the disk; some seconds of work.
     */
    private static final Coalescer.Load EXCHANGE_LOAD = new Coalescer.Load(2, 50, 2_000, 100_000);

    @Singleton
    KnownQueues queues(Database database, RankerTexts texts, Heads heads) {
        return new KnownQueues(new PostgresQueues(database, texts), database, heads::forget);
    }

    /** What a queue is whose maker decided nothing. */
    @Singleton
    QueueSettings usualSettings(Settings settings) {
        return QueueSettings.DEFAULT.telling(settings.events());
    }

    @Singleton
    Leases leases(Database database) {
        return new PostgresLeases(database);
    }

    @Singleton
    Candidates candidates(Database database, FilteredReads reads) {
        return new PostgresCandidates(database, reads);
    }

    @Singleton
    Walks walks(Candidates candidates) {
        return new Walks(candidates, System::nanoTime);
    }

    @Singleton
    Heads heads(Candidates candidates) {
        return new Heads(candidates, System::nanoTime);
    }

    @Singleton
    Doorbell doorbell() {
        return new Doorbell();
    }

    /** Closed after the loop that listens, which needs it. */
    @Bean(preDestroy = "close")
    @Singleton
    PostgresFeed wire(Database database, DataSource connections) {
        return new PostgresFeed(database, DelegatingDataSource.unwrapDataSource(connections));
    }

    @Singleton
    Feed feed(PostgresFeed wire, Heads heads, Doorbell doorbell) {
        return new Feed(wire, heads, doorbell);
    }

    /** Not as arrivals, which it is told of. */
    @Singleton
    @Bean(typed = News.class)
    News news(Database database, Heads heads, Doorbell doorbell, Feed feed, TouchedLimits limits) {
        return new News(database, heads, doorbell, feed, limits);
    }

    @Singleton
    Arrivals arrivals(News news, Foresight foresight) {
        return new Arrivals() {
            @Override
            public void arrived(String queue, List<Place> places) {
                news.arrived(queue, places);
                foresight.arrived(queue, places);
            }

            @Override
            public void touched(Collection<String> gates) {
                news.touched(gates);
            }
        };
    }

    @Singleton
    AwaitedTasks awaitedTasks(Forwarder forwarder) {
        return new AwaitedTasks(forwarder::settled);
    }

    @Singleton
    Listeners listeners(Arrivals arrivals, AwaitedTasks awaited, Ranking ranking, Paces paces) {
        return new Listeners(arrivals, awaited, ranking, paces);
    }

    @Singleton
    Stores stores(Database database, Leases leases) {
        return new Stores(leases, new PostgresAllowances(database));
    }

    @Singleton
    Exchange exchange(Database database, KnownQueues queues, Stores stores, Heads heads, Listeners listeners) {
        return new Exchange(database, queues, stores, heads, listeners);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Coalescer<Request, Exchanged> exchanges(Exchange exchange, Database database) {
        var work = new Coalescer.Work<>(Request::weight, exchange::together, database::isAway);
        return new Coalescer<>("exchanges", EXCHANGE_LOAD, work);
    }

    @Singleton
    Settler settler(Database database, Exchange exchange, Coalescer<Request, Exchanged> exchanges) {
        return new Settler(database, exchange, exchanges::ask);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Popper popper(Coalescer<Request, Exchanged> exchanges, Walks walks, Doorbell doorbell) {
        return new Popper(exchanges::askLater, walks, doorbell, SAFETY_POLL);
    }

    @Singleton
    Reranker reranker(Database database, Ranking ranking, Arrivals arrivals) {
        return new Reranker(new PostgresRankedTasks(database), ranking, arrivals);
    }

    @Singleton
    Reception reception(Database database, Ranking ranking, Reranker reranker, ItemPayload payloads) {
        return new Reception(new PostgresIntake(database), ranking, reranker, payloads);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Pusher pusher(Database database, Reception reception, Arrivals arrivals, EstimatedClock clock) {
        return new Pusher(database, reception, arrivals, clock);
    }

    @Singleton
    @Bean(typed = EstimatedClock.class)
    EstimatedClock estimatedClock(DatabaseClock clock) {
        return new EstimatedClock(clock);
    }

    /** What stamps changes of settings. */
    @Singleton
    Stamps stamps(DatabaseClock clock) {
        return clock::instant;
    }

    @Singleton
    Pruner pruner(KeptAnswers answers, SharedDurations durations) {
        return new Pruner(answers, durations);
    }

    @Singleton
    KeptAnswers keptAnswers(Database database) {
        return new PostgresKeptAnswers(database);
    }

    /** Parked pops go home first, so that the server need not wait for them. */
    @Singleton
    GracefulShutdownCapable parkedPops(Popper popper) {
        return () -> {
            popper.close();
            return CompletableFuture.completedFuture(null);
        };
    }
}
