package io.ordo.scheduler.testing.courier;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a server may meet on a bad day. */
public final class Signals {
    private Signals() {}

    /** Sends SIGKILL and waits for its effect. */
    public static void kill(Process process) {
        await(process.destroyForcibly());
    }

    /** Sends a signal by its name, without SIG. */
    public static void send(String name, Process process) {
        try {
            await(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
