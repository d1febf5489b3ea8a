package io.ordo.scheduler.http.queue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ordo.scheduler.claiming.Exchange.Exchanged;
import io.ordo.scheduler.claiming.Popped;
import io.ordo.scheduler.claiming.Settled;
import io.ordo.scheduler.claiming.Settlement;
import io.ordo.scheduler.http.value.Seconds;
import io.ordo.scheduler.lease.LeaseKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of a pop, an {@link io.ordo.api.queue.PopAnswer}, as JSON text. By hand, because it is the answer
 * the server gives most, and because payloads are stored as JSON: read and written again they would be half its cost.
 */
final class PopText {
    private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();
    private static final int SIZE_OF_A_TASK = 512;

    private final StringBuilder text;

    private PopText(int tasks) {
        this.text = new StringBuilder((tasks + 1) * SIZE_OF_A_TASK);
    }

    static String of(List<Settlement> settlements, Exchanged exchanged) {
        var pop = new PopText(exchanged.popped().size());
        pop.text.append("{\"results\":[");
        for (int i = 0; i < exchanged.popped().size(); i++) {
            pop.separate(i);
            pop.task(exchanged.popped().get(i));
        }
        pop.text.append("],\"settled\":[");
        for (int i = 0; i < exchanged.settled().size(); i++) {
            pop.separate(i);
            pop.settled(settlements.get(i).key(), exchanged.settled().get(i));
        }
        return pop.text.append("]}").toString();
    }

    private void separate(int index) {
        if (index > 0) {
            text.append(',');
        }
    }

    private void task(Popped popped) {
        var task = popped.task();
        var work = task.work();
        text.append("{\"id\":\"").append(task.id()).append("\",\"queue\":");
        string(work.queue());
        text.append(",\"job_id\":");
        value(task.job());
        text.append(",\"owner_id\":");
        string(work.tenant());
        text.append(",\"priority\":").append(work.priority());
        text.append(",\"payload\":").append(work.payload());
        text.append(",\"timeout\":").append(Seconds.of(work.timeout()));
        text.append(",\"planned_at\":");
        value(task.plannedAt());
        text.append(",\"created_at\":");
        value(task.createdAt());
        var lease = popped.lease();
        text.append(",\"lease\":{\"fence\":").append(lease.key().fence());
        text.append(",\"attempt\":").append(lease.attempt());
        text.append(",\"expires_at\":");
        value(lease.expiresAt());
        text.append(",\"seconds\":").append(Seconds.of(lease.length())).append("}}");
    }

    private void settled(LeaseKey key, Settled settled) {
        text.append("{\"task_id\":\"")
                .append(key.task())
                .append("\",\"fence\":")
                .append(key.fence());
        switch (settled) {
            case Settled.Moved moved ->
                text.append(",\"status\":200,\"moved_to\":\"")
                        .append(moved.status().word())
                        .append("\",\"code\":null}");
            case Settled.Stale() -> text.append(",\"status\":409,\"moved_to\":null,\"code\":\"stale_fence\"}");
        }
    }

    /** A value whose text needs no escapes. */
    private void value(@Nullable Object value) {
        if (value == null) {
            text.append("null");
        } else {
            text.append('"').append(value).append('"');
        }
    }

    private void string(@Nullable String string) {
        if (string == null) {
            text.append("null");
        } else {
            text.append('"');
            ESCAPES.quoteAsString(string, text);
            text.append('"');
        }
    }
}
