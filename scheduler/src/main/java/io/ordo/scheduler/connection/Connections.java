package io.ordo.scheduler.connection;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
     * Changes a connection; two changes at once come one after the other. What is sent from now on goes by it as it is
     * then, within seconds.
     *
     * @return the connection as it is kept now; empty when there is none of that name
     */
    Optional<Connection> change(String name, UnaryOperator<Connection> change);

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
