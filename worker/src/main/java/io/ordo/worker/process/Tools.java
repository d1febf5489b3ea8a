package io.ordo.worker.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What this machine offers for running children, found once at start by {@link ToolProbe}.
 *
 * @param launcher the words put in front of every command; may be empty
 * @param ownSession whether the launcher makes each child the leader of a session, so that its pid names its
 *     group
 * @param shell the shell of shell scripts, by absolute path
 * @param python the interpreter of Python code, by absolute path
 */
public record Tools(List<String> launcher, boolean ownSession, Optional<Path> shell, Optional<Path> python) {
    public Tools {
        launcher = List.copyOf(launcher);
    }
}
