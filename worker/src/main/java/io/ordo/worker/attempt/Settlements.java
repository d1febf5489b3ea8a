package io.ordo.worker.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordo.api.queue.SettleBody;
import io.ordo.worker.execution.Outcome;
import io.ordo.worker.execution.Output;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/** Outcomes as the scheduler is told them. */
final class Settlements {
    private static final int SHORT_LOG_BYTES = 64 * 1024;

    private Settlements() {}

    static SettleBody of(long fence, Outcome outcome, Output log) {
        return switch (outcome) {
            case Outcome.Succeeded(var result, var exitCode) ->
                new SettleBody(fence, "succeeded", result, null, null, null, exitCode, log.text());
            case Outcome.Failed(var reason, var error, var exitCode) ->
                new SettleBody(fence, "failed", null, error, reason.word(), reason.retryable(), exitCode, log.text());
        };
    }

    /** The same with the first 64 KiB of its log and a note that says so. */
    static SettleBody shortened(SettleBody body) {
        String log = body.log() == null ? "" : body.log();
        CharBuffer chars = CharBuffer.wrap(log);
        UTF_8.newEncoder().encode(chars, ByteBuffer.allocate(SHORT_LOG_BYTES), true);
        String kept =
                log.substring(0, chars.position()) + "\n[The scheduler takes no longer log: cut to the first 64 KiB]\n";
        return new SettleBody(
                body.fence(),
                body.outcome(),
                body.result(),
                body.error(),
                body.reason(),
                body.retryable(),
                body.exitCode(),
                kept);
    }
}
