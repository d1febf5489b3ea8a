package io.ordo.scheduler.http.value;

import java.util.List;
import java.util.stream.Collectors;

/** Words to choose from. */
public final class Choices {
    private Choices() {}

    /** As a sentence lists them: {@code 'a', 'b' or 'c'}. */
    public static String either(List<String> words) {
        var quoted = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
        return quoted.replaceFirst(", ('[^']*')$", " or $1");
    }
}
