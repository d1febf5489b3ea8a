package io.ordo.bench;

import io.ordo.bench.dispatch.DispatchTrial;
import io.ordo.bench.recurring.FiresTrial;
import io.ordo.bench.recurring.LatenessTrial;
import io.ordo.bench.trial.BacklogTrial;
import io.ordo.bench.trial.ExplainTrial;
import io.ordo.bench.trial.FloodTrial;
import io.ordo.bench.trial.HttpTrial;
import io.ordo.bench.trial.LatencyTrial;
import io.ordo.bench.trial.LifecycleTrial;
import io.ordo.bench.trial.LimitTrial;
import io.ordo.bench.trial.PeerTrial;
import io.ordo.bench.trial.PopTrial;
import io.ordo.bench.trial.PushTrial;
import io.ordo.bench.trial.RankingTrial;
import io.ordo.bench.trial.SimulatorTrial;
import io.ordo.bench.trial.SnapshotTrial;
import io.ordo.bench.trial.Trial;
import java.util.Locale;

/** The parts of a run, in the order in which a round takes them: what is pushed first is popped next. */
enum Part {
    HTTP(When.IN_EVERY_ROUND),
    PUSH(When.IN_EVERY_ROUND),
    POP(When.IN_EVERY_ROUND),
    LIFECYCLE(When.IN_EVERY_ROUND),
    LATENCY(When.IN_EVERY_ROUND),
    RANKING(When.IN_EVERY_ROUND),
    DISPATCH(When.IN_EVERY_ROUND),
    LIMIT(When.IN_EVERY_ROUND),
    PEERS(When.IN_EVERY_ROUND),
    SIMULATOR(When.IN_ROUNDS_THAT_COUNT),
    SNAPSHOT(When.IN_ROUNDS_THAT_COUNT),
    FIRES(When.IN_ROUNDS_THAT_COUNT),
    FLOOD(When.AT_THE_END),
    BACKLOG(When.AT_THE_END),
    EXPLAIN(When.AT_THE_END),
    LATENESS(When.AT_THE_END);

    private final When when;

    Part(When when) {
        this.when = when;
    }

    /** How often a part takes place. */
    enum When {
        /** Warming up, too. */
        IN_EVERY_ROUND,
        /** Too long to warm up with; the others have done so. */
        IN_ROUNDS_THAT_COUNT,
        /** Once; it has rounds of its own. */
        AT_THE_END
    }

    Trial trial() {
        return switch (this) {
            case HTTP -> new HttpTrial();
            case PUSH -> new PushTrial();
            case POP -> new PopTrial();
            case LIFECYCLE -> new LifecycleTrial();
            case LATENCY -> new LatencyTrial();
            case RANKING -> new RankingTrial();
            case DISPATCH -> new DispatchTrial();
            case LIMIT -> new LimitTrial();
            case PEERS -> new PeerTrial();
            case SIMULATOR -> new SimulatorTrial();
            case SNAPSHOT -> new SnapshotTrial();
            case FIRES -> new FiresTrial();
            case FLOOD -> new FloodTrial();
            case BACKLOG -> new BacklogTrial();
            case EXPLAIN -> new ExplainTrial();
            case LATENESS -> new LatenessTrial();
        };
    }

    When when() {
        return when;
    }

    /** As the command line says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
