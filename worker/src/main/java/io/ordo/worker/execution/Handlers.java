package io.ordo.worker.execution;

import io.ordo.api.queue.PoppedTask;
import java.util.List;
import java.util.ServiceLoader;

/** The handlers on the class path. */
public final class Handlers {
    private Handlers() {}

    /** An executor for each, in no order. */
    public static List<Executor> found() {
        return ServiceLoader.load(Handler.class).stream()
                .<Executor>map(found -> new Handled(found.get()))
                .toList();
    }

    /** Executes by a handler. */
    private record Handled(Handler handler) implements Executor {
        @Override
        public String type() {
            return handler.type();
        }

        @Override
        public Outcome execute(PoppedTask task, Output log) throws InterruptedException {
            try {
                return new Outcome.Succeeded(handler.handle(task, log), null);
            } catch (BadPayload | InterruptedException ours) {
                throw ours;
            } catch (Exception failed) {
                return Outcome.failed(Reason.HANDLER_FAILED, failed.toString());
            }
        }
    }
}
