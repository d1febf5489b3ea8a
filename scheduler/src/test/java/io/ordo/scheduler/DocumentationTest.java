package io.ordo.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.tidy.JavaFile;
import io.ordo.scheduler.tidy.Repository;
import io.ordo.scheduler.tidy.Repository.TextFile;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of the code is there. */
class DocumentationTest {
    /** A type, perhaps with the end of its package before it and a member behind it: {@code `task.Move`}. */
    private static final Pattern NAMED =
            Pattern.compile("`((?:[a-z]+\\.)*)([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.(\\w+))?(?:\\([^`]*\\))?`");

    /** Words that look like types. */
    private static final Set<String> OTHERS = Set.of("Allow");

    /** A link to another page of this repository. */
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    private static final List<TextFile> FILES = Repository.files();
    private static final List<JavaFile> JAVA = Repository.javaFiles();

    @Test
    void everyTypeAndMemberThatAPageNamesExists() {
        assertThat(named()).isNotEmpty();
        assertThat(named().filter(named -> !exists(named.found())).map(named -> named.page() + " " + named.text()))
                .isEmpty();
    }

    @Test
    void everyPageThatAPageLeadsToExists() {
        assertThat(found(LINK)
                        .filter(link ->
                                !Repository.exists(link.page(), link.found().group(1)))
                        .map(link -> link.page() + " " + link.text()))
                .isEmpty();
    }

    private static Stream<Found> named() {
        return found(NAMED).filter(named -> !OTHERS.contains(named.found().group(2)));
    }

    private static boolean exists(MatchResult named) {
        var place = named.group(1).replace('.', '/');
        var member = named.group(3);
        return JAVA.stream()
                .filter(file ->
                        file.types().stream().anyMatch(type -> type.name().equals(named.group(2))))
                .filter(file -> file.file().name().replaceFirst("[^/]*$", "").endsWith("/" + place))
                .anyMatch(file -> member == null
                        || Pattern.compile("\\b" + member + "\\b")
                                .matcher(file.file().text())
                                .find());
    }

    private static Stream<Found> found(Pattern pattern) {
        return FILES.stream()
                .filter(file -> file.name().endsWith(".md") && !file.name().contains("/adr/"))
                .flatMap(file -> pattern.matcher(file.text()).results().map(found -> new Found(file.name(), found)));
    }

    private record Found(String page, MatchResult found) {
        String text() {
            return found.group();
        }
    }
}
