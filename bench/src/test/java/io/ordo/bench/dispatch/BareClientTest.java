package io.ordo.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordo.bench.load.LoadFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BareClientTest {
    @Test
    void everyMessageIsSentOnceAndTheLastLoadIsFlushed() throws InterruptedException {
        var client = new LateClient(100, 40, true);

        assertThat(client.rate(250)).isPositive();

        assertThat(client.sent).doesNotHaveDuplicates().hasSize(250);
        assertThat(client.open).isEmpty();
    }

    @Test
    void noMoreAreUnderWayThanMayBe() throws InterruptedException {
        var client = new LateClient(100, 40, true);

        client.rate(1_000);

        assertThat(client.mostOpen).isEqualTo(40);
    }

    @Test
    void whatIsNotConfirmedDoesNotCount() {
        var client = new LateClient(100, 40, false);

        assertThatThrownBy(() -> client.rate(250))
                .isInstanceOf(LoadFailedException.class)
                .hasMessageContaining("250 messages");
    }

    /** Confirms, or not, when a load ends. */
    private static final class LateClient extends BareClient {
        private final boolean confirms;
        private final List<UUID> sent = new ArrayList<>();
        private final List<Sent> open = new ArrayList<>();
        private int mostOpen;

        LateClient(int mostUnderWay, int load, boolean confirms) {
            super(mostUnderWay, load);
            this.confirms = confirms;
        }

        @Override
        void send(Message message, Sent ended) {
            sent.add(message.id());
            open.add(ended);
            mostOpen = Math.max(mostOpen, open.size());
        }

        @Override
        void flush() {
            open.forEach(ended -> ended.ended(confirms));
            open.clear();
        }

        @Override
        public void close() {}
    }
}
