package io.ordo.worker.process;

import io.ordo.api.queue.PoppedTask;
import java.util.List;
import java.util.Map;

/**
 * What a child process is to do.
 *
 * @param task whose attempt it serves
 * @param workspace its working directory, home and place for temporary files
 * @param words the program, by absolute path, and its arguments
 * @param variables added to the clean environment
 */
public record Command(PoppedTask task, Workspace workspace, List<String> words, Map<String, String> variables) {
    public Command {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }
}
