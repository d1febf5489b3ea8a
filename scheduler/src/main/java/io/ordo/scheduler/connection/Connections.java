package io.ordo.scheduler.connection;

import java.util.List;
import java.util.Optional;

/** The connections of this installation, as they are kept. */
public interface Connections {
    Optional<Connection> find(String name);

    /** All of them, in the order of their names. */
    List<Connection> all();

    /**
     * Keeps a new connection.
     *
     * @return whether it is new: one of that name there was before stays as it is
     */
    boolean add(Connection connection);

    /**
     * Changes the connection of that name. What is sent from now on goes by it as it is then, within seconds at the
     * other schedulers.
     *
     * @return whether there is one
     */
    boolean change(Connection connection);

    /** Removes a connection no job, template or live task goes by. */
    Removal remove(String name);

    /** What came of a removal. */
    enum Removal {
        REMOVED,
        UNKNOWN,
        /** Jobs, templates or tasks that have not ended name it. */
        IN_USE
    }
}
