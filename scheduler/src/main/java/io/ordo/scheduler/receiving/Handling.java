package io.ordo.scheduler.receiving;

import java.util.List;

/** Does what messages ask for. */
@FunctionalInterface
public interface Handling {
    /**
     * Does what each asks for, or as much as can be done now.
     *
     * @param messages those of one partition in their order
     * @return what became of each, in the same order; behind one that is held, others of its partition may be done
     */
    List<Fate> handle(List<Message> messages);
}
