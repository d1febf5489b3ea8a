package io.ordo.standalone.database;

import java.io.IOException;

/** PostgreSQL could not be made or started; the message carries what PostgreSQL itself said. */
public final class DatabaseStartException extends IOException {
    private static final long serialVersionUID = 1L;

    DatabaseStartException(String message) {
        super(message);
    }
}
