package io.ordo.scheduler.receiving;

import java.util.Optional;
import java.util.UUID;

/** Something that came in over a topic. Two are never equal. */
public interface Message {
    /** The header by which a record says which task it is. */
    String TASK = "ordo-task";

    /** The header by which a record says which lease of it. */
    String FENCE = "ordo-fence";

    /** The part of the topic it stands in; those of one part are in an order. */
    int partition();

    /** Where in its partition it stands, from 0. */
    long offset();

    /** Names it: the same whenever and wherever it is read. */
    UUID id();

    /** What it says; empty when it says nothing. */
    Optional<byte[]> body();

    /** What is written on it under a name; the last of several, and empty when there is none. */
    Optional<String> header(String name);
}
