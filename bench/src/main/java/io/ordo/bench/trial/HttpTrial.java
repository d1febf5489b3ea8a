package io.ordo.bench.trial;

import io.ordo.bench.load.Endpoint;
import io.ordo.bench.load.Load;
import io.ordo.bench.load.TrivialServer;
import io.ordo.bench.ordo.Asker;
import io.ordo.bench.report.Figure;
import java.util.stream.Stream;

/** What the scheduler answers when it asks nobody; and what the load generator could ask at most. */
public final class HttpTrial implements Trial {
    private static final int CONNECTIONS = 64;

    @Override
    public void run(Round round) throws Exception {
        try (var server = new TrivialServer()) {
            ask(round, server.endpoint(), "/", Figure.GENERATOR);
        }
        var keyless = new Endpoint(round.stage().scheduler().endpoint().port(), "");
        ask(round, keyless, "/manage/health/liveness", Figure.NO_DATABASE);
    }

    private static void ask(Round round, Endpoint endpoint, String path, Figure figure) throws Exception {
        var meter = round.meter();
        byte[] request = endpoint.get(path);
        Load.run(
                endpoint,
                Stream.generate(() -> new Asker(request, meter))
                        .limit(CONNECTIONS)
                        .toList(),
                meter);
        round.add(figure, meter.rate());
    }
}
