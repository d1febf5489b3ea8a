package io.ordo.standalone.database;

import io.ordo.standalone.disk.DurableMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is there completely or not at all: filled beside its place, then moved into it. */
final class WholeDirectory {
    private WholeDirectory() {}

    /** Writes the content; {@code directory} does not exist yet. */
    interface Filling {
        void fill(Path directory) throws IOException;
    }

    /** Makes the directory unless it is there, throwing away what an interrupted attempt left. */
    static void make(Path place, Filling filling) throws IOException {
        if (Files.exists(place)) {
            return;
        }
        Path unfinished = place.resolveSibling(place.getFileName() + ".unfinished");
        delete(unfinished);
        filling.fill(unfinished);
        DurableMove.move(unfinished, place);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
