package io.ordo.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.bench.ordo.Asker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void manyConnectionsAreServedByOneThreadUntilTheMeterIsOver() throws IOException {
        var meter = new Meter(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(50));
        try (var server = new TrivialServer()) {
            byte[] request = server.endpoint().get("/");
            Load.run(
                    server.endpoint(),
                    Stream.generate(() -> new Asker(request, meter)).limit(64).toList(),
                    meter);
        }

        assertThat(meter.isOver()).isTrue();
        assertThat(meter.count()).isGreaterThan(64);
        assertThat(meter.rate()).isPositive();
    }

    @Test
    void whatAScriptThrowsEndsTheLoad() throws IOException {
        try (var server = new TrivialServer()) {
            byte[] request = server.endpoint().get("/");
            var surprised = new Script() {
                @Override
                public boolean ask(Request next) {
                    next.whole(request);
                    return true;
                }

                @Override
                public void hear(Answer answer) {
                    answer.expect(204);
                }
            };
            var endpoint = server.endpoint();

            assertThatThrownBy(() -> Load.run(endpoint, List.of(surprised), Meter.untimed()))
                    .isInstanceOf(LoadFailedException.class)
                    .hasMessageContaining("answered 200 where 204 was due");
        }
    }
}
