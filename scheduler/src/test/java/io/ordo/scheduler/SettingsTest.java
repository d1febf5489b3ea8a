package io.ordo.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordo.scheduler.tidy.Repository;
import io.ordo.scheduler.tidy.Repository.TextFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code .env-dist} is the one list of settings: complete, and true to the defaults. */
class SettingsTest {
    /** Not settings: what a worker tells the processes it starts. */
    private static final Set<String> TOLD_TO_CHILDREN = Set.of("ORDO_TASK_ID", "ORDO_ATTEMPT", "ORDO_FENCE");

    private static final Pattern LISTED = Pattern.compile("#? ?(ORDO_[A-Z_]+)=(.*)");
    private static final Pattern IN_YAML = Pattern.compile("\\$\\{(ORDO_[A-Z_]+):(`?)([^}`]*)\\2}");
    private static final Pattern IN_SHELL_FORM = Pattern.compile("\\$\\{(ORDO_[A-Z_]+):([-?])([^}]*)}");
    private static final Pattern IN_JAVA = Pattern.compile("\"(ORDO_[A-Z_]+)\"");

    /** A default that stands beside the name, as a text or a number. */
    private static final Pattern DEFAULT_IN_JAVA = Pattern.compile("\"(ORDO_[A-Z_]+)\", (\"?)([^\"\\s,()]+)\\2[,)]");

    private static final List<TextFile> FILES = Repository.files();
    private static final List<String> LINES =
            Repository.text(".env-dist").lines().toList();

    @Test
    void everySettingThatIsReadIsListedAndNoOther() {
        var read = Stream.concat(
                        placeholders().map(found -> found.group(1)),
                        java().flatMap(file -> IN_JAVA.matcher(file.text()).results())
                                .map(found -> found.group(1)))
                .filter(name -> !TOLD_TO_CHILDREN.contains(name))
                .collect(Collectors.toSet());
        assertThat(listed().keySet()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void noSettingIsListedTwice() {
        assertThat(LINES.stream()
                        .map(LISTED::matcher)
                        .filter(line -> line.matches())
                        .map(line -> line.group(1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theDefaultsAreThoseOfTheConfiguration() {
        var defaults = placeholders()
                .filter(found -> !found.group(2).equals("?"))
                .map(found -> Map.entry(found.group(1), found.group(3)))
                .toList();
        assertThat(defaults).isNotEmpty();
        assertThat(listed().entrySet()).containsAll(defaults);
    }

    @Test
    void theDefaultsAreThoseOfTheWorker() {
        var defaults = java().filter(file -> file.name().endsWith("/WorkerSettings.java"))
                .flatMap(file -> DEFAULT_IN_JAVA.matcher(file.text()).results())
                .map(found -> Map.entry(found.group(1), found.group(3)))
                .toList();
        assertThat(defaults).isNotEmpty();
        assertThat(listed().entrySet()).containsAll(defaults);
    }

    @Test
    void everySettingIsExplained() {
        assertThat(IntStream.range(0, LINES.size())
                        .filter(line -> LISTED.matcher(LINES.get(line)).matches())
                        .filter(line -> !LINES.get(line - 1).matches("# \\S.*[.A-Za-z0-9]"))
                        .mapToObj(LINES::get))
                .isEmpty();
    }

    /** Compose reads this file: a key that everybody knows must not be in it. */
    @Test
    void onlyTheKeyIsLeftToSet() {
        assertThat(LINES)
                .filteredOn(line -> !line.isEmpty() && !line.startsWith("#"))
                .containsExactly("ORDO_API_KEY=");
    }

    private static Map<String, String> listed() {
        return LINES.stream()
                .map(LISTED::matcher)
                .filter(line -> line.matches())
                .collect(Collectors.toMap(
                        line -> line.group(1), line -> line.group(2), (first, second) -> first, TreeMap::new));
    }

    private static Stream<TextFile> java() {
        return FILES.stream().filter(file -> file.isJava() && file.isMain());
    }

    /** Groups: the name, how the default is marked, the default. */
    private static Stream<MatchResult> placeholders() {
        var yaml = FILES.stream()
                .filter(file -> file.isMain() && file.name().endsWith(".yml"))
                .flatMap(file -> IN_YAML.matcher(file.text()).results());
        var others = FILES.stream()
                .filter(file -> file.name().equals("docker-compose.yml")
                        || (file.isMain() && file.name().endsWith(".xml")))
                .flatMap(file -> IN_SHELL_FORM.matcher(file.text()).results());
        return Stream.concat(yaml, others);
    }
}
