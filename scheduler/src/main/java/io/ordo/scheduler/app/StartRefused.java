package io.ordo.scheduler.app;

import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The service cannot start as it is set. The message is one sentence for the operator, naming the setting. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The refusal a failed start comes down to; the failure itself when no setting is to blame. */
    static RuntimeException from(RuntimeException failed) {
        return Stream.iterate((Throwable) failed, cause -> cause != null, Throwable::getCause)
                .map(cause -> refusal(cause, failed))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(failed);
    }

    private static String sentence(BindException refused) {
        String reason = String.valueOf(refused.getMessage());
        return reason.contains("already in use")
                ? "The port is taken; stop who holds it or set ORDO_PORT."
                : "ORDO_HOST with ORDO_PORT cannot be listened on: " + reason + ".";
    }

    private static boolean namesASetting(IllegalArgumentException wrong) {
        return wrong.getMessage() != null && wrong.getMessage().startsWith("ORDO_");
    }

    private static Optional<RuntimeException> refusal(Throwable cause, RuntimeException failed) {
        return switch (cause) {
            case IllegalArgumentException wrong
            when namesASetting(wrong) -> Optional.of(new StartRefused(String.valueOf(wrong.getMessage()), failed));
            case BindException refused -> Optional.of(new StartRefused(sentence(refused), failed));
            case FlywayValidateException _ ->
                Optional.of(new StartRefused(
                        "The database's tables were made by another version of Ordo: start that version, or use a new"
                                + " database.",
                        failed));
            case SQLException sql ->
                Optional.of(new StartRefused(
                        "PostgreSQL cannot be used (" + sql.getMessage()
                                + "); check ORDO_DATABASE_URL, ORDO_DATABASE_USER and ORDO_DATABASE_PASSWORD.",
                        failed));
            default -> Optional.empty();
        };
    }
}
