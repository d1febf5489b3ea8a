package io.ordo.bench.trial;

import io.ordo.bench.peer.DbScheduler;
import io.ordo.bench.peer.DbScheduler.Strategy;
import io.ordo.bench.peer.JobRunrPeer;
import io.ordo.bench.peer.QuartzPeer;
import io.ordo.bench.report.Figure;

/** The peers: what they execute and what they take in. */
public final class PeerTrial implements Trial {
    private static final int BATCH_CALLERS = 4;

    @Override
    public void run(Round round) throws Exception {
        dbScheduler(round);
        jobRunr(round);
        quartz(round);
    }

    private static void dbScheduler(Round round) throws Exception {
        var window = round.window();
        int jobs = round.pace().peerJobs();
        var peer = new DbScheduler(round.stage().postgres());
        round.add(Figure.DB_SCHEDULER, peer.drain(Strategy.LOCK_AND_FETCH, jobs, window));
        round.add(Figure.DB_SCHEDULER_FETCH, peer.drain(Strategy.FETCH, jobs / 2, window));
        round.add(Figure.DB_SCHEDULER_SINGLE, peer.enqueue(window));
        round.add(Figure.DB_SCHEDULER_BATCH, peer.enqueueBatches(1, window));
        round.add(Figure.DB_SCHEDULER_BATCH_4, peer.enqueueBatches(BATCH_CALLERS, window));
    }

    private static void jobRunr(Round round) throws Exception {
        var window = round.window();
        var peer = new JobRunrPeer(round.stage().postgres());
        round.add(Figure.JOBRUNR, peer.drain(round.pace().peerJobs() / 2, window));
        round.add(Figure.JOBRUNR_SINGLE, peer.enqueue(window));
        round.add(Figure.JOBRUNR_BATCH, peer.enqueueBatches(window));
    }

    private static void quartz(Round round) throws Exception {
        var window = round.window();
        var peer = new QuartzPeer(round.stage().postgres());
        round.add(Figure.QUARTZ, peer.drain(round.pace().peerJobs() / 15, window));
        round.add(Figure.QUARTZ_SINGLE, peer.enqueue(window));
    }
}
