package io.ordo.scheduler.http.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.testing.Client.Answer;
import io.ordo.scheduler.testing.Lane;
import io.ordo.scheduler.testing.Servers;
import io.ordo.scheduler.testing.TestScheduler;
import org.junit.jupiter.api.Test;

/** A queue's schema judges what OpenKAT's clients push, too. */
class KatItemSchemaIT {
    @Test
    void whatAKatClientPushesIsJudgedAndRefusedInItsWords() {
        try (var scheduler = TestScheduler.withoutLoops(Servers.newDatabase())) {
            var lane = Lane.make(scheduler.client(), "judged", """
                    "kat": {"item": "any"},
                    "item_schema": {"required": ["id"], "properties": {"n": {"items": {"type": "integer"}}}}
                    """);

            var refused = push(lane, "{\"n\": [1, \"x\"]}");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("\"loc\":[\"body\",\"data\",\"n\",\"1\"]", "\"loc\":[\"body\",\"data\",\"id\"]")
                    .contains("\"type\":\"schema\"");
            assertThat(lane.get().at("size")).isEqualTo(0);
            assertThat(push(lane, "{\"id\": \"a\", \"n\": [1]}").status()).isEqualTo(201);
        }
    }

    private static Answer push(Lane lane, String data) {
        return lane.api()
                .post(
                        "/schedulers/" + lane.id() + "/push",
                        "{\"organisation\": \"o\", \"priority\": 1, \"data\": " + data + "}");
    }
}
