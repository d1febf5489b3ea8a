package io.ordo.scheduler.http.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.ordo.api.queue.PopAnswer;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.lease.Lease;
import io.ordo.scheduler.lease.LeaseKey;
import io.ordo.scheduler.queue.Place;
import io.ordo.scheduler.task.Status;
import io.ordo.scheduler.task.Task;
import io.ordo.scheduler.task.Task.Source;
import io.ordo.scheduler.work.RetryPolicy;
import io.ordo.scheduler.work.Work;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PopTextTest {
    private static final ObjectMapper JSON = ObjectMapper.getDefault();
    private static final UUID ID = new UUID(1, 2);
    private static final String TENANT = "a \"tenant\" \u2028 \u00e9\n";
    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00.123456Z");
    private static final Settlement SETTLED = Settlement.release(new LeaseKey(ID, 7));

    /** The record is what is documented: its own form and the one by hand are the same text. */
    @Test
    void theTextIsThatOfTheRecord() throws IOException {
        var popped = List.of(popped(Source.PUSH, null), popped(new Source(new UUID(3, 4), NOON, null, null), TENANT));
        var settled = List.<Settled>of(new Settled.Moved(Status.COMPLETED, "default", null, null), new Settled.Stale());
        String text = PopText.of(List.of(SETTLED, SETTLED), new Exchanged(settled, popped));

        var answer = answer(text);
        assertThat(values(JSON.writeValueAsString(answer))).isEqualTo(values(text));
        assertThat(answer.results()).hasSize(2);
        assertThat(answer.results().get(1).ownerId()).isEqualTo(TENANT);
        assertThat(answer.results().get(1).plannedAt()).isEqualTo(NOON);
        assertThat(answer.settled().get(1).code()).isEqualTo("stale_fence");
    }

    @Test
    void nothingIsTwoEmptyLists() {
        assertThat(PopText.of(List.of(), new Exchanged(List.of(), List.of())))
                .isEqualTo("{\"results\":[],\"settled\":[]}");
    }

    @Property(tries = 300)
    void everyTenantIsWrittenAsItIs(@ForAll String tenant) throws IOException {
        String text = PopText.of(List.of(), new Exchanged(List.of(), List.of(popped(Source.PUSH, tenant))));
        assertThat(answer(text).results().getFirst().ownerId()).isEqualTo(tenant);
    }

    /** Whole numbers may have a fraction or none; this mapper leaves nulls out, the service does not. */
    private static Object values(String text) throws IOException {
        String comparable = text.replaceAll("(\\d)\\.0([,}])", "$1$2").replaceAll(",?\"\\w+\":null", "");
        return Objects.requireNonNull(JSON.readValue(comparable, Object.class));
    }

    private static PopAnswer answer(String text) throws IOException {
        return Objects.requireNonNull(JSON.readValue(text, PopAnswer.class));
    }

    private static Popped popped(Source source, @Nullable String tenant) {
        var work = new Work("default", tenant, 3, "{\"a\": [1, 2.50]}", RetryPolicy.DEFAULT, Duration.ofMillis(1_500));
        var task = new Task(ID, source, work, null, NOON);
        return new Popped(
                task,
                new Lease(new LeaseKey(ID, 9), 2, NOON.plusSeconds(60), Duration.ofSeconds(60)),
                Place.before(1),
                null);
    }
}
