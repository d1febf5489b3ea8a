package io.ordo.worker.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The living processes of the machine as Linux shows them under {@code /proc}; empty on other systems. */
final class ProcessTable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTable.class);
    private static final Path ROOT = Path.of("/proc");

    private ProcessTable() {}

    /**
     * A process that lived when it was read.
     *
     * @param environ empty when it belongs to somebody else
     */
    record Entry(long pid, long session, String environ) {}

    /** Every process the rule accepts, in no order. */
    static List<ProcessHandle> find(Predicate<Entry> rule) {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            for (Path process : processes) {
                read(process)
                        .filter(rule)
                        .flatMap(entry -> ProcessHandle.of(entry.pid()))
                        .ifPresent(found::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("Process table not readable error={}", e.getMessage());
        }
        return found;
    }

    private static Optional<Entry> read(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), ISO_8859_1);
            // pid (any name, even with blanks and brackets) state parent group session …
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            long pid = Long.parseLong(process.getFileName().toString());
            return dead ? Optional.empty() : Optional.of(new Entry(pid, Long.parseLong(fields[3]), environ(process)));
        } catch (IOException _) {
            return Optional.empty(); // it ended while we looked
        }
    }

    private static String environ(Path process) {
        try {
            return Files.readString(process.resolve("environ"), ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
