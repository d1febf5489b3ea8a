package io.ordo.bench.ordo;

import io.ordo.bench.load.Answer;
import io.ordo.bench.load.Meter;
import io.ordo.bench.load.Request;
import io.ordo.bench.load.Script;

/** Sends the same request again and again. Counts answers. */
public final class Asker implements Script {
    private final byte[] request;
    private final Meter meter;

    /** One that sends these bytes. */
    public Asker(byte[] request, Meter meter) {
        this.request = request;
        this.meter = meter;
    }

    @Override
    public boolean ask(Request next) {
        next.whole(request);
        return !meter.isOver();
    }

    @Override
    public void hear(Answer answer) {
        answer.expect(200);
        meter.add(1);
    }
}
