package io.ordo.bench;

import io.ordo.bench.trial.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param parts at least one
 * @param rounds 1 to {@value #MOST_ROUNDS}
 * @param quick short measurements, which show that everything works and no more
 * @param directory in which the database stands while the run lasts; the one for temporary files unless told
 * @param options added to those of the scheduler's JVM
 */
record Arguments(Set<Part> parts, int rounds, boolean quick, Path directory, List<String> options) {
    private static final int MOST_ROUNDS = 20;
    private static final int ORDINARY_ROUNDS = 3;

    static final String USAGE = "bench [only=" + words() + "] [rounds=" + ORDINARY_ROUNDS
            + "] [quick=true] [directory=...] [options=-XX:...]";

    /**
     * Reads arguments of the form {@code name=value}; an empty value is as good as none.
     *
     * @throws IllegalArgumentException saying what cannot be understood
     */
    static Arguments parse(String... arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Not understood: " + argument);
            }
            given.put(
                    argument.substring(0, equals),
                    argument.substring(equals + 1).strip());
        }
        given.values().removeIf(String::isEmpty);
        var read = new Arguments(
                parts(given.remove("only")),
                rounds(given.remove("rounds")),
                Boolean.parseBoolean(given.remove("quick")),
                directory(given.remove("directory")),
                options(given.remove("options")));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("Not understood: " + given);
        }
        return read;
    }

    private static Set<Part> parts(@Nullable String only) {
        if (only == null) {
            return EnumSet.allOf(Part.class);
        }
        return Arrays.stream(only.split(",", -1))
                .map(word -> part(word.strip()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static Part part(String word) {
        return Arrays.stream(Part.values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no part " + word + ", only " + words()));
    }

    private static int rounds(@Nullable String rounds) {
        int number = rounds == null ? ORDINARY_ROUNDS : Integer.parseInt(rounds);
        if (number < 1 || number > MOST_ROUNDS) {
            throw new IllegalArgumentException("rounds must be 1 to " + MOST_ROUNDS);
        }
        return number;
    }

    private static Path directory(@Nullable String directory) {
        var path = directory == null ? ordinary() : Path.of(directory);
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("There is no directory " + path);
        }
        return path;
    }

    private static boolean isOrdinary(Path directory) {
        return directory.equals(ordinary());
    }

    private static Path ordinary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static List<String> options(@Nullable String options) {
        return options == null ? List.of() : List.of(options.split(" +", -1));
    }

    private static String words() {
        return Arrays.stream(Part.values()).map(Part::word).collect(Collectors.joining(","));
    }

    Pace pace() {
        return quick ? Pace.QUICK : Pace.FULL;
    }

    /** Whether the result may stand beside others. */
    boolean isWhole() {
        return !quick && isOrdinary(directory) && parts.size() == Part.values().length && rounds >= ORDINARY_ROUNDS;
    }

    /** In the words of the command line. */
    Map<String, String> asWords() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("only", parts.stream().map(Part::word).collect(Collectors.joining(",")));
        words.put("rounds", Integer.toString(rounds));
        words.put("quick", Boolean.toString(quick));
        words.put("directory", isOrdinary(directory) ? "" : directory.toString());
        words.put("options", String.join(" ", options));
        return words;
    }
}
